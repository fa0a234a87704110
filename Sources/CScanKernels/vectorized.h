// Plain loops over bytes, which the compiler turns into vector code.

#ifndef MAGPIE_VECTORIZED_H
#define MAGPIE_VECTORIZED_H

// One function for processors with AVX2 and one for all others, chosen when the program is loaded.
#if defined(__x86_64__)
#define VECTORIZED __attribute__((target_clones("avx2", "default")))
#else
#define VECTORIZED
#endif

#endif
