#include "CScanKernels.h"
#include "vectorized.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// What text is written in that says something else: letters for bytes, escapes, units of two bytes.

static const uint8_t LETTER = 1, PRINTABLE = 2, HEX = 4;

// Kinds of each byte.
static const uint8_t kinds[256] = {
    ['\t'] = 2, ['\n'] = 2, ['\r'] = 2, [' '] = 2, ['!'] = 2, ['"'] = 2, ['#'] = 2, ['$'] = 2, ['%'] = 2, ['&'] = 2,
    ['\''] = 2, ['('] = 2, [')'] = 2, ['*'] = 2, ['+'] = 3, [','] = 2, ['-'] = 3, ['.'] = 2, ['/'] = 3,
    ['0'] = 7, ['1'] = 7, ['2'] = 7, ['3'] = 7, ['4'] = 7, ['5'] = 7, ['6'] = 7, ['7'] = 7, ['8'] = 7, ['9'] = 7,
    [':'] = 2, [';'] = 2, ['<'] = 2, ['='] = 2, ['>'] = 2, ['?'] = 2, ['@'] = 2,
    ['A'] = 7, ['B'] = 7, ['C'] = 7, ['D'] = 7, ['E'] = 7, ['F'] = 7, ['G'] = 3, ['H'] = 3, ['I'] = 3, ['J'] = 3,
    ['K'] = 3, ['L'] = 3, ['M'] = 3, ['N'] = 3, ['O'] = 3, ['P'] = 3, ['Q'] = 3, ['R'] = 3, ['S'] = 3, ['T'] = 3,
    ['U'] = 3, ['V'] = 3, ['W'] = 3, ['X'] = 3, ['Y'] = 3, ['Z'] = 3, ['['] = 2, ['\\'] = 2, [']'] = 2, ['^'] = 2,
    ['_'] = 3, ['`'] = 2, ['a'] = 7, ['b'] = 7, ['c'] = 7, ['d'] = 7, ['e'] = 7, ['f'] = 7, ['g'] = 3, ['h'] = 3,
    ['i'] = 3, ['j'] = 3, ['k'] = 3, ['l'] = 3, ['m'] = 3, ['n'] = 3, ['o'] = 3, ['p'] = 3, ['q'] = 3, ['r'] = 3,
    ['s'] = 3, ['t'] = 3, ['u'] = 3, ['v'] = 3, ['w'] = 3, ['x'] = 3, ['y'] = 3, ['z'] = 3, ['{'] = 2, ['|'] = 2,
    ['}'] = 2, ['~'] = 2,
};

// Bytes that are asked together whether an escape begins at one of them, so that a loop has no early exit inside.
enum { ESCAPE_GROUP = 64 };

#if defined(__x86_64__)

// The shortest run that shows in the letters of 64 bytes, or reaches into the next ones.
enum { RUN = 24 };

// Which of 64 bytes are letters of base64: those of which two tables of 16 bits each, one by the low and one by the high half of
// a byte, have one in common.
__attribute__((target("avx2"))) static inline uint64_t letters_of(const uint8_t *text) {
    enum { SIGNS = 1, DIGITS = 2, FIRST = 4, UPPER_LAST = 8, LOWER_LAST = 16 };
    enum { A = FIRST | DIGITS | UPPER_LAST | LOWER_LAST };
    const __m256i low = _mm256_broadcastsi128_si256(_mm_setr_epi8(
        A & ~FIRST, A, A, A, A, A, A, A, A, A, A & ~DIGITS, FIRST | SIGNS, FIRST, FIRST | SIGNS, FIRST,
        FIRST | UPPER_LAST | SIGNS));
    const __m256i high = _mm256_broadcastsi128_si256(_mm_setr_epi8(
        0, 0, SIGNS, DIGITS, FIRST, UPPER_LAST, FIRST, LOWER_LAST, 0, 0, 0, 0, 0, 0, 0, 0));
    const __m256i half = _mm256_set1_epi8(15), zero = _mm256_setzero_si256();
    uint64_t letters = 0;
    for (int part = 0; part < 2; part++) {
        __m256i bytes = _mm256_loadu_si256((const __m256i *)(text + 32 * part));
        __m256i class = _mm256_and_si256(
            _mm256_shuffle_epi8(low, bytes), _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half)));
        letters |= (uint64_t)(uint32_t)~_mm256_movemask_epi8(_mm256_cmpeq_epi8(class, zero)) << (32 * part);
    }
    return letters;
}

// Where the first run of at least `RUN` letters begins, as far as whole steps of 64 bytes go; else where the rest is to be
// looked at, with the run that goes on into it.
__attribute__((target("avx2"))) static size_t pass_over_letters(const uint8_t *text, size_t start, size_t end) {
    size_t begin = start;  // where the run begins that reaches to `at`
    size_t at = start;
    for (; at + 64 <= end; at += 64) {
        uint64_t letters = letters_of(text + at);
        if (at - begin + (letters == ~0ull ? 64 : (size_t)__builtin_ctzll(~letters)) >= RUN) return begin;
        uint64_t runs = letters & letters >> 1;
        runs &= runs >> 2;
        runs &= runs >> 4;
        runs &= runs >> 8 & runs >> 16;
        if (runs) return at + (size_t)__builtin_ctzll(runs);
        // Fewer than 64 letters, so that there is another byte.
        begin = at + 64 - (size_t)__builtin_clzll(~letters);
    }
    return begin;
}

#endif

size_t magpie_next_letters(const uint8_t *text, size_t start, size_t end, size_t least, size_t *length) {
    size_t first = start;
    for (;;) {
#if defined(__x86_64__)
        if (least >= RUN && magpie_has_avx2()) first = pass_over_letters(text, first, end);
#endif
        // No run begins before `first`, and one that begins there has its last needed byte at `first + least - 1`: from there
        // it is looked at backwards, and what is no letter moves `first` behind it.
        if (first + least > end) return end;
        size_t next = first + least;
        while (next > first && kinds[text[next - 1]] & LETTER) next--;
        if (next == first) break;
        first = next;
    }
    size_t last = first + least;
    while (last < end && kinds[text[last]] & LETTER) last++;
    *length = last - first;
    return first;
}

// The length of an escape at `i`; 0 if there is none. Up to 10 bytes are read.
static size_t escape_length(const uint8_t *text, size_t i, size_t end) {
    size_t left = end - i;
    switch (text[i]) {
    case '\\':
    case '%': {
        size_t digits = 0, begin = 1;
        if (left > 2 && (text[i + 1] | 32) == 'u') digits = 4, begin = 2;
        else if (left > 2 && text[i] == '\\' && text[i + 1] == 'x') digits = 2, begin = 2;
        else if (text[i] == '%') digits = 2;
        if (!digits || left < begin + digits) return 0;
        for (size_t k = begin; k < begin + digits; k++) if (!(kinds[text[i + k]] & HEX)) return 0;
        return begin + digits;
    }
    case '&': {
        if (left < 4 || text[i + 1] != '#') return 0;
        size_t k = 2;
        if ((text[i + 2] | 32) == 'x') k++;
        size_t first = k;
        while (k < left && k < first + 7 && kinds[text[i + k]] & HEX) k++;
        return k > first && k < left && text[i + k] == ';' ? k + 1 : 0;
    }
    default: return 0;
    }
}

// Tells whether an escape may begin at one of `ESCAPE_GROUP` bytes, from it and the two behind it.
VECTORIZED static int may_have_escapes(const uint8_t *text) {
    uint8_t found = 0;
    for (size_t i = 0; i < ESCAPE_GROUP; i++) {
        uint8_t byte = text[i], next = text[i + 1], third = text[i + 2];
        uint8_t isUnit = (next | 32) == 'u';
        uint8_t isHex = (((uint8_t)(next - '0') < 10) | ((uint8_t)((next | 32) - 'a') < 6)) &
                        (((uint8_t)(third - '0') < 10) | ((uint8_t)((third | 32) - 'a') < 6));
        found |= ((byte == '\\') & (isUnit | (next == 'x'))) | ((byte == '%') & (isUnit | isHex)) |
                 ((byte == '&') & (next == '#'));
    }
    return found;
}

size_t magpie_next_escapes(const uint8_t *text, size_t start, size_t end) {
    for (size_t i = start; i < end;) {
        if (i + ESCAPE_GROUP + 2 <= end && !may_have_escapes(text + i)) {
            i += ESCAPE_GROUP;
            continue;
        }
        size_t stop = i + ESCAPE_GROUP < end ? i + ESCAPE_GROUP : end;
        for (; i < stop; i++) {
            size_t first = escape_length(text, i, end);
            if (!first) continue;
            size_t second = i + first < end ? escape_length(text, i + first, end) : 0;
            if (second && i + first + second < end && escape_length(text, i + first + second, end)) return i;
        }
    }
    return end;
}

size_t magpie_next_wide(const uint8_t *text, size_t start, size_t end, size_t least, size_t *length) {
    size_t step = 2 * (least - 1);
    for (size_t probe = start; probe + 1 < end; probe += step) {
        for (size_t parity = 0; parity < 2; parity++) {
            size_t unit = probe + parity;
            if (unit + 1 >= end || !(kinds[text[unit]] & PRINTABLE) || text[unit + 1]) continue;
            size_t first = unit, last = unit + 2;
            while (first >= start + 2 && kinds[text[first - 2]] & PRINTABLE && !text[first - 1]) first -= 2;
            while (last + 1 < end && kinds[text[last]] & PRINTABLE && !text[last + 1]) last += 2;
            if (last - first >= 2 * least) {
                *length = last - first;
                return first;
            }
        }
    }
    return end;
}
