#define _GNU_SOURCE
#include "CLinux.h"

#include <malloc.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

// Whether the process may lock as much memory as it likes: with a limit of nothing, only the capability is left to allow a page.
static int may_lock_all(void) {
    struct rlimit limit, none;
    if (getrlimit(RLIMIT_MEMLOCK, &limit) != 0) return 0;
    if (limit.rlim_cur == RLIM_INFINITY) return 1;
    none.rlim_cur = 0;
    none.rlim_max = limit.rlim_max;
    if (setrlimit(RLIMIT_MEMLOCK, &none) != 0) return 0;
    long size = sysconf(_SC_PAGESIZE);
    void *page = mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    int may = page != MAP_FAILED && mlock(page, (size_t)size) == 0;
    if (page != MAP_FAILED) munmap(page, (size_t)size);
    setrlimit(RLIMIT_MEMLOCK, &limit);
    return may;
}

int linux_protect_memory(void) {
    struct rlimit limit = {0, 0};
    setrlimit(RLIMIT_CORE, &limit);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    mallopt(M_PERTURB, 0xA5);
    if (getrlimit(RLIMIT_MEMLOCK, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_MEMLOCK, &limit);
    }
    // Under a limit, later allocations would fail: then what holds keys is locked by itself.
    if (!may_lock_all()) return 1;
    return mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT);
}
