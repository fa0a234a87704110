// Questions about bytes that are asked of whole files: plain loops, which the compiler turns into vector code.

#define _GNU_SOURCE  // memrchr
#include "CScanKernels.h"

#include <string.h>

// One function for processors with AVX2 and one for all others, chosen when the program is loaded.
#if defined(__x86_64__)
#define VECTORIZED __attribute__((target_clones("avx2", "default")))
#else
#define VECTORIZED
#endif

// Bytes that are judged together, so that a loop has no early exit inside.
enum { BLOCK = 1024 };

VECTORIZED size_t magpie_line_feeds(const uint8_t *text, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++) count += text[i] == '\n';
    return count;
}

size_t magpie_line_start(const uint8_t *text, size_t length) {
    const uint8_t *found = memrchr(text, '\n', length);
    return found ? (size_t)(found - text) + 1 : 0;
}

VECTORIZED size_t magpie_characters(const uint8_t *text, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++) count += (text[i] & 0xC0) != 0x80;
    return count;
}

VECTORIZED int magpie_is_plain_ascii(const uint8_t *text, size_t length) {
    for (size_t start = 0; start < length; start += BLOCK) {
        size_t end = length - start < BLOCK ? length : start + BLOCK;
        uint8_t odd = 0;
        for (size_t i = start; i < end; i++) {
            uint8_t byte = text[i];
            odd |= !((uint8_t)(byte - 32) < 95) & !((uint8_t)(byte - 9) < 5);
        }
        if (odd) return 0;
    }
    return 1;
}
