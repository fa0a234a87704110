#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <linux/capability.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Calls that filters of the service manager change, or might. All get arguments that make no sense: the kernel then answers
// that, and only a filter that they may not be made.
#define CALL(name) {#name, SYS_##name}

static const struct {
    const char *name;
    long number;
} calls[] = {
    CALL(accept4),         CALL(bind),             CALL(capget),
    CALL(close_range),     CALL(epoll_create1),    CALL(eventfd2),
    CALL(execve),          CALL(listen),           CALL(setsockopt),
    CALL(fallocate),       CALL(fanotify_init),    CALL(fanotify_mark),
    CALL(fchmod),          CALL(fchown),           CALL(fcntl),
    CALL(fdatasync),       CALL(fgetxattr),        CALL(flistxattr),
    CALL(flock),           CALL(getxattr),
    CALL(fremovexattr),    CALL(fsetxattr),        CALL(fsync),
    CALL(ftruncate),       CALL(getrandom),        CALL(inotify_add_watch),
    CALL(inotify_init1),   CALL(ioctl),            CALL(kill),
    CALL(landlock_create_ruleset), CALL(linkat),
    CALL(madvise),         CALL(memfd_create),     CALL(mkdirat),
    CALL(mlockall),        CALL(munlock),         CALL(name_to_handle_at),
    CALL(open_by_handle_at), CALL(pidfd_open),     CALL(pipe2),
    CALL(prctl),           CALL(pread64),          CALL(pwrite64),
    CALL(recvmsg),         CALL(renameat2),        CALL(seccomp),
    CALL(sendmsg),         CALL(setgroups),        CALL(setitimer),
    CALL(setresgid),       CALL(setresuid),        CALL(prlimit64),
    CALL(socketpair),      CALL(statx),            CALL(sync_file_range),
    CALL(unlinkat),        CALL(utimensat),
};

int linux_call_refusal(const char *name) {
    for (size_t index = 0; index < sizeof calls / sizeof *calls; index++) {
        if (strcmp(calls[index].name, name) != 0) continue;
        long number = calls[index].number, result;
        errno = 0;
        // Filters see modes, and everybody could be meant by -1. As a user or group it means that nothing is to change.
        if (number == SYS_kill) result = syscall(number, 0, 0);
        else if (number == SYS_fchmod) result = syscall(number, -1L, 0600L);
        else if (number == SYS_mkdirat) result = syscall(number, -1L, -1L, 0700L);
        else result = syscall(number, -1L, -1L, -1L, -1L, -1L, -1L);
        return result >= 0 || (errno != EPERM && errno != ENOSYS) ? 0 : errno;
    }
    return -1;
}

int linux_socket_refusal(int family) {
    int descriptor = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return errno;
    close(descriptor);
    return 0;
}

int linux_child_refusal(void) {
    pid_t child = fork();
    if (child < 0) return errno;
    if (child == 0) _exit(0);
    int status = 0;
    return waitpid(child, &status, 0) == child ? 0 : errno;
}

int linux_has_capability(int capability) {
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct data[2] = {0};
    if (syscall(SYS_capget, &header, data) != 0) return 0;
    return (data[capability / 32].effective >> (capability % 32)) & 1;
}
