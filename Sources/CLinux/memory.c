#define _GNU_SOURCE
#include "CLinux.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
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

// The size of a large page, and of what the heap takes from the system at once.
enum { LARGE_PAGE = 2 << 20, PIECE = 32 << 20 };

void linux_expect_large_heap(void) {
    mallopt(M_TOP_PAD, PIECE);
    // Whatever is smaller lies in the heap, and is not given back.
    mallopt(M_MMAP_THRESHOLD, PIECE);
    mallopt(M_TRIM_THRESHOLD, 2 * PIECE);
    uintptr_t start = (uintptr_t)sbrk(0);
    // More than there is: the heap grows. The compiler must not see that nobody wants it.
    void *volatile wanted = malloc(LARGE_PAGE);
    free(wanted);
    uintptr_t end = (uintptr_t)sbrk(0);
    start = (start + LARGE_PAGE - 1) & ~(uintptr_t)(LARGE_PAGE - 1), end &= ~(uintptr_t)(LARGE_PAGE - 1);
    if (start < end) (void)madvise((void *)start, end - start, MADV_HUGEPAGE);
}
