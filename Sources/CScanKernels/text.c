// Questions about bytes that are asked of whole files: plain loops, which the compiler turns into vector code.

#define _GNU_SOURCE  // memrchr
#include "CScanKernels.h"
#include "vectorized.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif
#include <string.h>
#include <sys/mman.h>

// Bytes that are judged together, so that a loop has no early exit inside.
enum { BLOCK = 1024 };

// The longest quoted cell of a table, in bytes.
enum { LONGEST_CELL = 8192 };

VECTORIZED size_t magpie_line_feeds(const uint8_t *text, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++) count += text[i] == '\n';
    return count;
}

VECTORIZED int magpie_has_bits(const uint64_t *mask, size_t start, size_t end, size_t least) {
    size_t count = 0;
    while (start < end && count < least) {
        size_t next = (start | 63) + 1;
        uint64_t bits = mask[start >> 6] >> (start & 63) << (start & 63);
        if (next > end) bits &= (1ull << (end & 63)) - 1;
        count += (size_t)__builtin_popcountll(bits);
        start = next;
    }
    return count >= least;
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

VECTORIZED size_t magpie_controls(const uint8_t *text, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        uint8_t byte = text[i];
        count += ((uint8_t)(byte - 1) < 31) & !((uint8_t)(byte - 9) < 5) & (byte != 27);
    }
    return count;
}

// Bytes of a text that are asked together whether a sign may begin at one of them.
enum { SIGN_GROUP = 128 };

// Tells whether a sign may begin at one of `SIGN_GROUP` bytes, from their first bytes alone.
VECTORIZED static int may_have_sign(const uint8_t *text, unsigned modes) {
    uint8_t found = 0, any = 0;
    for (size_t i = 0; i < SIGN_GROUP; i++) any |= text[i];
    if (!any) return 0;
    if (modes & MAGPIE_SINGLE_BYTES) {
        for (size_t i = 0; i < SIGN_GROUP; i++) {
            uint8_t byte = text[i];
            found |= (byte == 0xA0) | (byte == 0xAD) | ((byte | 1) == 0x97);
        }
    }
    for (size_t i = 0; i < SIGN_GROUP; i++) {
        uint8_t byte = text[i], next = text[i + 1];
        found |= (byte == 0) | (byte == 3) | (byte == 8) | ((byte & 0xFB) == 0x1B) | (byte == 0x1A) | (byte == 0xC2) |
                 (byte == 0xCD) | (byte == 0xD8) | (byte == 0xE1) | (byte == 0xE2) | ((byte == 0xE3) & (next < 0x86)) |
                 ((byte == 0xD9) & ((uint8_t)(next - 0xA0) < 10)) | ((byte == 0xDB) & ((uint8_t)(next - 0xB0) < 10)) |
                 ((byte == 0xDF) & (next < 0x8A)) | ((byte == 0xE0) & (next & 1) & (next > 0xA4)) |
                 (byte == 0xEF) | (byte == 0xF0) | (byte == 0xF3) | (byte == 0xFD) | (byte == 0xB5) | (byte == 0xBC);
    }
    if (modes & MAGPIE_QUOTED_PRINTABLE) {
        for (size_t i = 0; i < SIGN_GROUP; i++) found |= text[i] == '=';
    }
    return found;
}

// Tells whether a sign may begin with these two bytes.
static inline int may_be_sign(const uint8_t *text, unsigned modes) {
    uint8_t byte = text[0], next = text[1];
    switch (byte) {
    case 0x00: return next || text[2] || text[3];
    case 0x08: case 0x1B: case 0xCD: case 0xD8: return 1;
    case 0x03: return next == 0x04;
    case 0x1F: return next == 0x8B;
    case 0x1A: return next == 0x07;
    case 0xC2: return next == 0xA0 || next == 0xAD || next == 0x9B;
    case 0xD9: return (uint8_t)(next - 0xA0) < 10;
    case 0xDB: return (uint8_t)(next - 0xB0) < 10;
    case 0xDF: return next < 0x8A;
    case 0xE0: return (next & 1) && next > 0xA4 && (text[2] >= 0xA6 || next > 0xB8);
    case 0xE1: return next == 0x85 || next == 0x9A || next == 0xA0;
    case 0xE2: return next == 0x80 || next == 0x81 || next == 0x88;
    case 0xE3: return next == 0x80 || next == 0x85;
    case 0xEF: return next >= 0xB8;
    case 0xF0: return next == 0x9B || next == 0x9D;
    case 0xF3: return next == 0xA0;
    case 0xFD: return next == '7';
    case 0xB5: return next == 0x2F;
    case 0xBC: return next == 0xAF;
    case 0xA0: case 0xAD: case 0x96: case 0x97: return (modes & MAGPIE_SINGLE_BYTES) != 0;
    case '=': return (modes & MAGPIE_QUOTED_PRINTABLE) && (next == '\r' || next == '\n' || (next >= '0' && next <= 'F'));
    default: return 0;
    }
}

size_t magpie_next_sign(const uint8_t *text, size_t start, size_t end, unsigned modes) {
    size_t i = start;
    while (i < end) {
        if (end - i > SIGN_GROUP && !may_have_sign(text + i, modes)) {
            i += SIGN_GROUP;
            continue;
        }
        size_t stop = end - i > SIGN_GROUP ? i + SIGN_GROUP : end;
        for (; i < stop; i++) {
            if (may_be_sign(text + i, modes)) return i;
        }
    }
    return end;
}

// Whether the blank at `text` joins the end of a word, `.`, `,` or `:` to what may be a capital letter.
static inline int is_before_capital(const uint8_t *text) {
    uint8_t before = text[-1], next = text[1];
    if (text[0] != ' ' || !((uint8_t)(next - 'A') < 26 || (uint8_t)(next - 0xC3) < 14)) return 0;
    return (uint8_t)((before | 32) - 'a') < 26 || before >= 0x80 || before == '.' || before == ',' || before == ':';
}

// The longest word of a name, in bytes.
enum { LONGEST_NAME_WORD = 40 };

static inline int is_letter(uint8_t byte) { return (uint8_t)((byte | 32) - 'a') < 26 || byte >= 0x80; }

// Whether no name goes on over `blank`: the word before it, whose letters begin at `start`, begins with a small letter of ASCII and
// is none of `joining`, or is the end of a longer one that names do not have.
static inline int ends_no_name(const uint8_t *text, size_t blank, size_t start, const magpie_short_words *joining) {
    uint8_t first = text[start], before = start > 0 ? text[start - 1] : '\n';
    if (!is_letter(first) || first >= 0x80) return 0;
    switch (before) {
    // These may join it to another word.
    case '-': case '\'': return 0;
    case '@': case '#': case '_': case '/': case '\\': case '.': case '$': case '%': case '&': return 1;
    default: break;
    }
    if ((uint8_t)(before - '0') < 10) return 1;
    uint8_t letter = (uint8_t)(first - 'a');
    return letter < 26 && (blank - start > joining->longest || !(joining->first >> letter & 1));
}

// The same, where the letters are to be looked for.
static int is_behind_no_name(const uint8_t *text, size_t blank, const magpie_short_words *joining) {
    size_t start = text[blank - 1] == '.' ? blank - 1 : blank;
    while (start > 0 && blank - start < LONGEST_NAME_WORD && is_letter(text[start - 1])) start--;
    return ends_no_name(text, blank, start, joining);
}

#if defined(__x86_64__)

// Which of 32 bytes are letters, or parts of letters outside ASCII.
__attribute__((target("avx2"))) static inline uint32_t letters_of(const uint8_t *text) {
    __m256i bytes = _mm256_loadu_si256((const __m256i *)text);
    __m256i place = _mm256_sub_epi8(_mm256_or_si256(bytes, _mm256_set1_epi8(32)), _mm256_set1_epi8('a'));
    __m256i isLetter = _mm256_cmpeq_epi8(_mm256_min_epu8(place, _mm256_set1_epi8(25)), place);
    // The highest bit of a byte is all that is taken of it.
    return (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(isLetter, bytes));
}

// The first such blank from `start` on, as far as whole steps of 32 bytes go; else, with `isFound` 0, where the rest is to be
// looked at.
__attribute__((target("avx2"))) static size_t pass_to_capital(const uint8_t *text, size_t start, size_t end,
                                                              const magpie_short_words *joining, int *isFound) {
    *isFound = 1;
    size_t i = start;
    for (; i + 32 <= end; i += 32) {
        __m256i bytes = _mm256_loadu_si256((const __m256i *)(text + i));
        __m256i next = _mm256_loadu_si256((const __m256i *)(text + i + 1));
        __m256i latin = _mm256_sub_epi8(next, _mm256_set1_epi8('A')), other = _mm256_sub_epi8(next, _mm256_set1_epi8((char)0xC3));
        __m256i capital = _mm256_or_si256(_mm256_cmpeq_epi8(_mm256_min_epu8(latin, _mm256_set1_epi8(25)), latin),
                                          _mm256_cmpeq_epi8(_mm256_min_epu8(other, _mm256_set1_epi8(13)), other));
        __m256i blank = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(' '));
        uint32_t found = (uint32_t)_mm256_movemask_epi8(_mm256_and_si256(blank, capital));
        if (!found) continue;
        // Letters in these bytes and the 32 before them, the last one highest.
        uint64_t letters = i < 32 ? 0 : letters_of(text + i - 32) | (uint64_t)letters_of(text + i) << 32;
        for (; found; found &= found - 1) {
            size_t at = i + (size_t)__builtin_ctz(found);
            if (!is_before_capital(text + at)) continue;
            size_t end = text[at - 1] == '.' ? at - 1 : at;
            // Where a word is longer than what is known of it, or than those of names, it is looked at byte by byte.
            size_t known = 32 + end - i, length = (size_t)__builtin_clzll(~(letters << (64 - known)));
            int isKnown = i >= 32 && length < known && length + 1 < LONGEST_NAME_WORD;
            if (!(isKnown ? ends_no_name(text, at, end - length, joining) : is_behind_no_name(text, at, joining))) return at;
        }
    }
    *isFound = 0;
    return i;
}

#endif

size_t magpie_next_capital(const uint8_t *text, size_t start, size_t end, const magpie_short_words *joining) {
    size_t i = start;
#if defined(__x86_64__)
    if (magpie_has_avx2()) {
        int isFound;
        i = pass_to_capital(text, start, end, joining, &isFound);
        if (isFound) return i;
    }
#endif
    while (i < end && (!is_before_capital(text + i) || is_behind_no_name(text, i, joining))) i++;
    return i;
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
