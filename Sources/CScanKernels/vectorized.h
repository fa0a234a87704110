// Plain loops over bytes, which the compiler turns into vector code.

#ifndef MAGPIE_VECTORIZED_H
#define MAGPIE_VECTORIZED_H

// One function for processors with AVX2 and one for all others, chosen when the program is loaded.
#if defined(__x86_64__)
#define VECTORIZED __attribute__((target_clones("avx2", "default")))
// What a function of its own for some processors may use.
#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt,lzcnt")))
#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,avx2,bmi,bmi2,popcnt,lzcnt")))
#else
#define VECTORIZED
#endif

#endif
