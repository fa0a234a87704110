#include "CScanKernels.h"
#include "vectorized.h"

#include <string.h>

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

// A character that is written in ASCII otherwise.
typedef struct {
    size_t length;   // bytes that it is written in; 0 for none
    uint32_t value;  // what it stands for: a character, a byte where `isByte`
    int isByte;
} escape;

static uint32_t hex_value(uint8_t byte) { return byte <= '9' ? byte - '0' : (byte | 32) - 'a' + 10; }

static int is_alphanumeric(uint8_t byte) { return (uint8_t)(byte - '0') < 10 || (uint8_t)((byte | 32) - 'a') < 26; }

static int is_digit(uint8_t byte) { return (uint8_t)(byte - '0') < 10; }

static int is_letter(uint8_t byte) { return (uint8_t)((byte | 32) - 'a') < 26 || byte >= 0x80; }

// An escape of `digits` digits of base 16 from `begin` on, before `left`.
static escape hex_escape(const uint8_t *text, size_t left, size_t begin, size_t digits, int isByte) {
    escape none = {0, 0, 0};
    if (left < begin + digits) return none;
    uint32_t value = 0;
    for (size_t k = begin; k < begin + digits; k++) {
        if (!(kinds[text[k]] & HEX)) return none;
        value = value << 4 | hex_value(text[k]);
    }
    escape found = {begin + digits, value, isByte};
    return found;
}

// A reference of HTML at `text`; one with a name has the value of a letter outside ASCII but for the few that matter.
static escape reference(const uint8_t *text, size_t left) {
    escape none = {0, 0, 0};
    if (left < 4) return none;
    size_t k = 1;
    uint32_t value = 0;
    if (text[1] == '#') {
        int isHex = (text[2] | 32) == 'x';
        size_t first = k = isHex ? 3 : 2;
        for (; k < left && k < first + 7 && (isHex ? kinds[text[k]] & HEX : is_digit(text[k])); k++)
            value = value * (isHex ? 16 : 10) + hex_value(text[k]);
        if (k == first) return none;
    } else {
        while (k < left && k < 9 && (uint8_t)((text[k] | 32) - 'a') < 26) k++;
        if (k < 3) return none;
        const char *name = (const char *)text + 1;
        if (k == 4 && !memcmp(name, "amp", 3)) value = '&';
        else if (k == 5 && !memcmp(name, "quot", 4)) value = '"';
        else if (k == 5 && !memcmp(name, "nbsp", 4)) value = 0xA0;
        else if (k == 5 && !memcmp(name, "plus", 4)) value = '+';
        else if (k == 7 && !memcmp(name, "commat", 6)) value = '@';
        else if (k == 7 && !memcmp(name, "period", 6)) value = '.';
        else if (k == 3 || (k == 5 && !memcmp(name, "apos", 4))) value = '<';
        else value = 0x100;
    }
    if (k >= left || text[k] != ';') return none;
    escape found = {k + 1, value, 0};
    return found;
}

// The escape at `i`. Up to 13 bytes are read.
static escape escape_at(const uint8_t *bytes, size_t i, size_t end) {
    const uint8_t *text = bytes + i;
    size_t left = end - i;
    escape none = {0, 0, 0};
    switch (text[0]) {
    case '\\':
        if (left < 4) return none;
        if (text[1] == 'u' && text[2] == '{') {
            size_t k = 3;
            while (k < left && k < 9 && kinds[text[k]] & HEX) k++;
            escape found = hex_escape(text, left, 3, k - 3, 0);
            if (k == 3 || k >= left || text[k] != '}') return none;
            found.length++;
            return found;
        }
        if (text[1] == 'u') return hex_escape(text, left, 2, 4, 0);
        if (text[1] == 'U') {
            escape found = hex_escape(text, left, 2, 8, 0);
            return found.length ? found : hex_escape(text, left, 2, 4, 0);
        }
        return text[1] == 'x' ? hex_escape(text, left, 2, 2, 1) : none;
    case '%':
        if (left < 3) return none;
        return (text[1] | 32) == 'u' ? hex_escape(text, left, 2, 4, 0) : hex_escape(text, left, 1, 2, 1);
    case '=':
        if (left < 3 || text[1] >= 'a' || text[2] >= 'a') return none;
        return hex_escape(text, left, 1, 2, 1);
    case '&': return reference(text, left);
    default: return none;
    }
}

// Where an escape at `i` ends; `i` if there is none. In a text that is itself escaped, several backslashes lead it.
static size_t escape_end(const uint8_t *text, size_t i, size_t end) {
    size_t first = i;
    while (i + 1 < end && i - first < 3 && text[i] == '\\' && text[i + 1] == '\\') i++;
    size_t length = i < end ? escape_at(text, i, end).length : 0;
    return length ? i + length : first;
}

// Tells whether a single escape stands inside of a value: a mail address, a number in groups, a name, an assignment.
static int is_telling(const uint8_t *text, size_t i, size_t end, escape found) {
    uint8_t sign = text[i];
    size_t before = i;
    while (before && sign == '\\' && text[before - 1] == '\\' && i - before < 4) before--;
    uint8_t previous = before ? text[before - 1] : 0;
    size_t behind = i + found.length;
    uint8_t next = behind < end ? text[behind] : 0;
    uint32_t value = found.value;
    if (sign == '=' && value < 0x80) return 0;
    if (value >= 0x80) {
        if (!found.isByte) {
            // The space that breaks no line parts groups of numbers.
            if (value == 0xA0) return is_alphanumeric(previous) && is_alphanumeric(next);
            return is_letter(previous) || is_letter(next);
        }
        escape second = behind < end && next == sign ? escape_at(text, behind, end) : (escape){0, 0, 0};
        if (second.length && second.value >> 6 == 2) {
            size_t last = behind + second.length;
            return is_alphanumeric(previous) || (last < end && is_alphanumeric(text[last]));
        }
        return value >= 0xA0 && sign != '=' && is_letter(previous) && is_letter(next);
    }
    switch (value) {
    case '@': return (is_alphanumeric(previous) || previous == '.' || previous == '-' || previous == '_') &&
                     (is_alphanumeric(next) || next == '[');
    case '+': return is_digit(next);
    case ' ': case '-': case '.': case '/':
        return is_alphanumeric(previous) && is_alphanumeric(next) && (is_digit(previous) || is_digit(next));
    case ':': return is_alphanumeric(previous) && is_alphanumeric(next);
    case '=': return is_alphanumeric(previous) && (is_alphanumeric(next) || next == sign);
    case '"': return is_alphanumeric(previous) || is_alphanumeric(next);
    case '%': return behind + 1 < end && kinds[next] & kinds[text[behind + 1]] & HEX;
    case '&': return next == '#';
    default: return value < 0x80 && is_alphanumeric((uint8_t)value) && is_alphanumeric(previous) && is_alphanumeric(next);
    }
}

// Tells whether one of `ESCAPE_GROUP` bytes begins escapes; most groups have none, so that this is asked first.
VECTORIZED static int have_signs(const uint8_t *text) {
    uint8_t found = 0;
    for (size_t i = 0; i < ESCAPE_GROUP; i++) {
        uint8_t byte = text[i];
        found |= (byte == '\\') | (byte == '%') | (byte == '&') | ((byte == '=') & (text[i + 3] == '='));
    }
    return found;
}

// Tells whether an escape may begin at one of `ESCAPE_GROUP` bytes, from it and the three behind it.
VECTORIZED static int may_have_escapes(const uint8_t *text) {
    uint8_t found = 0;
    for (size_t i = 0; i < ESCAPE_GROUP; i++) {
        uint8_t byte = text[i], next = text[i + 1], third = text[i + 2], fourth = text[i + 3];
        uint8_t nextLetter = (uint8_t)((next | 32) - 'a'), isUnit = (next | 32) == 'u';
        uint8_t isHex = (((uint8_t)(next - '0') < 10) | (nextLetter < 6)) &
                        (((uint8_t)(third - '0') < 10) | ((uint8_t)((third | 32) - 'a') < 6));
        found |= ((byte == '\\') & (isUnit | (next == 'x'))) | ((byte == '%') & (isUnit | isHex)) |
                 ((byte == '=') & (fourth == '=') & isHex) | ((byte == '&') & ((next == '#') | (nextLetter < 26)));
    }
    return found;
}

size_t magpie_next_escapes(const uint8_t *text, size_t start, size_t end) {
    for (size_t i = start; i < end;) {
        if (i + ESCAPE_GROUP + 3 <= end && (!have_signs(text + i) || !may_have_escapes(text + i))) {
            i += ESCAPE_GROUP;
            continue;
        }
        size_t stop = i + ESCAPE_GROUP < end ? i + ESCAPE_GROUP : end;
        for (; i < stop; i++) {
            uint8_t byte = text[i];
            if (byte != '\\' && byte != '%' && byte != '=' && byte != '&') continue;
            escape first = escape_at(text, i, end);
            if (!first.length) continue;
            if (is_telling(text, i, end, first)) return i;
            size_t second = i + first.length;
            size_t third = escape_end(text, second, end);
            if (third > second && escape_end(text, third, end) > third) return i;
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
