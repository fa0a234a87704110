// Questions about bytes that are asked of whole files: plain loops, which the compiler turns into vector code.

#define _GNU_SOURCE  // memrchr
#include "CScanKernels.h"

#include <string.h>
#include <sys/mman.h>

// One function for processors with AVX2 and one for all others, chosen when the program is loaded.
#if defined(__x86_64__)
#define VECTORIZED __attribute__((target_clones("avx2", "default")))
#else
#define VECTORIZED
#endif

// Bytes that are judged together, so that a loop has no early exit inside.
enum { BLOCK = 1024 };

// The longest quoted cell of a table, in bytes.
enum { LONGEST_CELL = 8192 };

VECTORIZED size_t magpie_line_feeds(const uint8_t *text, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++) count += text[i] == '\n';
    return count;
}

void magpie_prefer_large_pages(void *memory, size_t length) { (void)madvise(memory, length, MADV_HUGEPAGE); }

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

size_t magpie_split_row(const uint8_t *text, size_t start, size_t length, uint8_t delimiter, uint32_t *starts,
                        size_t limit, size_t *count) {
    size_t fields = 0, i = start;
    for (;;) {
        if (fields < limit) starts[fields++] = (uint32_t)i;
        if (i < length && text[i] == '"') {  // A quoted field may hold delimiters, line ends and doubled quotes.
            // One that is not closed soon is a stray quote: looking for its partner in all of the text would take
            // quadratic time.
            const uint8_t *close = text + i + 1, *end = text + (length - i < LONGEST_CELL ? length : i + LONGEST_CELL);
            while ((close = memchr(close, '"', (size_t)(end - close))) && close + 1 < end && close[1] == '"') close += 2;
            i = close ? (size_t)(close - text) + 1 : i + 1;
        }
        while (i < length && text[i] != delimiter && text[i] != '\n') i++;
        if (i >= length || text[i] == '\n') break;
        i++;
        if (fields == limit) {  // Nobody asks for the rest of the row.
            if (starts) starts[fields] = (uint32_t)i;
            *count = fields;
            const uint8_t *feed = memchr(text + i, '\n', length - i);
            return feed ? (size_t)(feed - text) + 1 : length;
        }
    }
    starts[fields] = (uint32_t)i + 1;
    *count = fields;
    return i < length ? i + 1 : length;
}
