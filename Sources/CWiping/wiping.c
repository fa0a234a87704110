#include "CWiping.h"

#include <malloc.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HAS_SANITIZER 1
#endif
#endif

#ifndef HAS_SANITIZER
// That of the C library, which exports it for those who put another in its place; mallopt's M_PERTURB would leave small pieces.
extern void __libc_free(void *memory);

void free(void *memory) {
    if (memory == NULL) return;
    explicit_bzero(memory, malloc_usable_size(memory));
    __libc_free(memory);
}
#endif
