// Which vectors the processor has: asked when the program is loaded.

#include "CScanKernels.h"

static int known = MAGPIE_PLAIN;

#if defined(__x86_64__)

static int most(void) {
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi2")) return MAGPIE_PLAIN;
    int isWide = __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
                 __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2");
    return isWide ? MAGPIE_AVX512 : MAGPIE_AVX2;
}

__attribute__((constructor)) static void ask(void) { known = most(); }

#else

static int most(void) { return MAGPIE_PLAIN; }

#endif

int magpie_vectors(void) { return __atomic_load_n(&known, __ATOMIC_RELAXED); }

void magpie_limit_vectors(int vectors) {
    int limit = most();
    __atomic_store_n(&known, vectors < limit ? vectors : limit, __ATOMIC_RELAXED);
}
