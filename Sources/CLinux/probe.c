#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/fanotify.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

// Each tries something that a confined process must not be allowed, and returns what the call returned. Where a success
// would do harm the arguments are wrong: what is allowed then fails for another reason.

static long open_to_read(void) { return open("/etc/passwd", O_RDONLY); }
static long open_to_write(void) { return open("/tmp/magpie-probe", O_WRONLY | O_CREAT, 0600); }
static long open_own_memory(void) { return open("/proc/self/mem", O_RDWR); }
static long list_root(void) { return open("/", O_RDONLY | O_DIRECTORY); }
static long make_folder(void) { return mkdir("/tmp/magpie-probe", 0700); }
static long remove_file(void) { return unlink("/tmp/magpie-none"); }
static long rename_file(void) { return rename("/tmp/magpie-none", "/tmp/magpie-nothing"); }
static long make_link(void) { return symlink("/etc/passwd", "/tmp/magpie-probe"); }
static long look_at_file(void) { return access("/etc/passwd", R_OK); }
static long read_link(void) { char text[64]; return readlink("/proc/self/exe", text, sizeof text); }
static long change_mode(void) { return fchmod(0, 0600); }
static long change_owner(void) { return fchown(0, 0, 0); }
static long cut_file(void) { return truncate("/tmp/magpie-none", 0); }
static long internet_socket(void) { return socket(AF_INET, SOCK_STREAM, 0); }
static long datagram_socket(void) { return socket(AF_INET6, SOCK_DGRAM, 0); }
static long local_socket(void) { return socket(AF_UNIX, SOCK_STREAM, 0); }
static long raw_socket(void) { return socket(AF_PACKET, SOCK_RAW, 0); }
static long start_process(void) {
    long child = syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
    if (child == 0) _exit(0);
    return child;
}
static long run_program(void) { return execl("/bin/true", "true", (char *)0); }
static long signal_parent(void) { return kill(getppid(), 0); }
static long signal_all(void) { return kill(-1, 0); }
static long trace(void) { return ptrace(PTRACE_TRACEME, 0, 0, 0); }
static long read_parent(void) {
    char byte;
    struct iovec here = {&byte, 1}, there = {(void *)trace, 1};
    return process_vm_readv(getppid(), &here, 1, &there, 1, 0);
}
static long mount_something(void) { return mount("none", "/magpie-none", "tmpfs", 0, ""); }
static long change_root(void) { return chroot("/magpie-none"); }
static long new_namespace(void) { return unshare(CLONE_NEWUSER); }
static long become_root(void) { return setuid(0); }
static long raise_limit(void) {
    struct rlimit limit = {100, 100};
    return setrlimit(RLIMIT_NOFILE, &limit);
}
static long be_dumpable(void) { return prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); }
static long watch_folder(void) { return inotify_init1(0); }
static long watch_system(void) { return fanotify_init(FAN_CLASS_NOTIF | FAN_REPORT_FID, 0); }
static long load_filter(void) { return syscall(SYS_bpf, 0, 0, 0); }
static long count_events(void) { return syscall(SYS_perf_event_open, 0, 0, 0, 0, 0); }
static long use_ring(void) { return syscall(SYS_io_uring_setup, 1, 0); }
static long memory_file(void) { return syscall(SYS_memfd_create, "probe", 0); }
static long use_keyring(void) { return syscall(SYS_add_key, "user", "probe", "x", 1, -3); }
static long share_memory(void) { return shmget(IPC_PRIVATE, 4096, 0600); }
static long queue_messages(void) { return msgget(IPC_PRIVATE, 0600); }
static long use_semaphores(void) { return semget(IPC_PRIVATE, 1, 0600); }
static long set_clock(void) { return syscall(SYS_clock_settime, CLOCK_REALTIME, NULL); }
static long name_machine(void) { return syscall(SYS_sethostname, NULL, 5); }
static long duplicate(void) { return dup(0); }
static long device_control(void) { return ioctl(0, FIONREAD, &(int){0}); }

static const struct {
    const char *name;
    long (*attempt)(void);
} probes[] = {
    {"open a file to read", open_to_read},
    {"open a file to write", open_to_write},
    {"open its own memory", open_own_memory},
    {"list a folder", list_root},
    {"make a folder", make_folder},
    {"remove a file", remove_file},
    {"rename a file", rename_file},
    {"make a link", make_link},
    {"look at a file", look_at_file},
    {"read a link", read_link},
    {"change a mode", change_mode},
    {"change an owner", change_owner},
    {"cut a file", cut_file},
    {"make a TCP socket", internet_socket},
    {"make a UDP socket", datagram_socket},
    {"make a local socket", local_socket},
    {"make a raw socket", raw_socket},
    {"start a process", start_process},
    {"run a program", run_program},
    {"signal its parent", signal_parent},
    {"signal everybody", signal_all},
    {"be traced", trace},
    {"read its parent's memory", read_parent},
    {"mount", mount_something},
    {"change its root", change_root},
    {"enter a namespace", new_namespace},
    {"become root", become_root},
    {"raise a limit", raise_limit},
    {"become dumpable", be_dumpable},
    {"watch a folder", watch_folder},
    {"watch a file system", watch_system},
    {"load a program into the kernel", load_filter},
    {"count events", count_events},
    {"use a ring of the kernel", use_ring},
    {"make a file in memory", memory_file},
    {"use a keyring", use_keyring},
    {"share memory", share_memory},
    {"make a message queue", queue_messages},
    {"make semaphores", use_semaphores},
    {"set the clock", set_clock},
    {"name the machine", name_machine},
    {"duplicate a descriptor", duplicate},
    {"control a device", device_control},
};

const char *linux_probe(size_t index, int *is_refused) {
    if (index >= sizeof probes / sizeof *probes) return NULL;
    errno = 0;
    *is_refused = probes[index].attempt() == -1 && (errno == EPERM || errno == EACCES);
    return probes[index].name;
}
