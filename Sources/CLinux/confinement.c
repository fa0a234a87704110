#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

int linux_limit(uint64_t memory, uint64_t descriptors) {
    const struct {
        int resource;
        rlim_t limit;
    } limits[] = {
        {RLIMIT_AS, memory},   {RLIMIT_NOFILE, descriptors}, {RLIMIT_FSIZE, 0},
        {RLIMIT_NPROC, 0},     {RLIMIT_CORE, 0},             {RLIMIT_MEMLOCK, 0},
    };
    for (size_t index = 0; index < sizeof limits / sizeof *limits; index++) {
        struct rlimit limit = {limits[index].limit, limits[index].limit};
        if (setrlimit(limits[index].resource, &limit) != 0) return -1;
    }
    return 0;
}

int linux_close_from(unsigned first) {
    // close_range, by its number: the oldest C library that is supported has no function for it.
    return (int)syscall(SYS_close_range, first, ~0U, 0U);
}

int linux_renounce(void) {
    // Swift's runtime would print registers and what they point at, and has read the environment already.
    static const int fatal[] = {SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
    for (size_t index = 0; index < sizeof fatal / sizeof *fatal; index++) signal(fatal[index], SIG_DFL);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

// The interface grows with the kernel, headers lag behind it: the numbers are those of Documentation/userspace-api/landlock.rst.
struct ruleset {
    uint64_t handled_access_fs;
    uint64_t handled_access_net;
    uint64_t scoped;
};

int linux_landlock(void) {
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 0) return errno == ENOSYS || errno == EOPNOTSUPP ? 0 : -1;
    // 13 rights at first, then REFER, TRUNCATE and IOCTL_DEV.
    int rights = 13 + (version >= 2) + (version >= 3) + (version >= 5);
    struct ruleset rules = {.handled_access_fs = (1ULL << rights) - 1};
    if (version >= 4) rules.handled_access_net = 3;  // bind and connect of TCP
    if (version >= 6) rules.scoped = 3;              // abstract sockets and signals
    size_t size = version >= 6 ? sizeof rules : version >= 4 ? 16 : 8;
    long descriptor = syscall(SYS_landlock_create_ruleset, &rules, size, 0);
    if (descriptor < 0) return -1;
    long result = syscall(SYS_landlock_restrict_self, descriptor, 0);
    close((int)descriptor);
    return result == 0 ? (int)version : -1;
}

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "name the architecture for seccomp"
#endif

#define ALLOW(name) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

int linux_seccomp(void) {
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        // What is open: read it, answer.
        ALLOW(read),
        ALLOW(pread64),
        ALLOW(write),
        ALLOW(lseek),
        ALLOW(fstat),
        ALLOW(newfstatat),
        ALLOW(fadvise64),
        ALLOW(sendmsg),
        ALLOW(recvmsg),
        ALLOW(sendto),
        ALLOW(recvfrom),
        ALLOW(close),
        // Memory, which the limit bounds. Patterns are compiled to machine code.
        ALLOW(mmap),
        ALLOW(munmap),
        ALLOW(mremap),
        ALLOW(mprotect),
        ALLOW(madvise),
        ALLOW(brk),
        // One thread: locks, clocks, timers, randomness, signals to itself, the end.
        ALLOW(futex),
        ALLOW(clock_gettime),
        ALLOW(setitimer),
        ALLOW(getrandom),
        ALLOW(rt_sigaction),
        ALLOW(rt_sigprocmask),
        ALLOW(rt_sigreturn),
        ALLOW(sigaltstack),
        ALLOW(getpid),
        ALLOW(gettid),
        ALLOW(restart_syscall),
        ALLOW(exit),
        ALLOW(exit_group),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
    };
    struct sock_fprog program = {.len = sizeof filter / sizeof *filter, .filter = filter};
    return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
}
