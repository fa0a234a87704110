#include "CScanKernels.h"

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

// What a letter of base64 stands for; 64 for all others.
static const uint8_t values[256] = {
#define OTHERS_8 64, 64, 64, 64, 64, 64, 64, 64
#define OTHERS_64 OTHERS_8, OTHERS_8, OTHERS_8, OTHERS_8, OTHERS_8, OTHERS_8, OTHERS_8, OTHERS_8
    OTHERS_8, OTHERS_8, OTHERS_8, OTHERS_8, OTHERS_8, 64, 64, 64, 62, 64, 62, 64, 63,
    52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 64, 64, 64, 64, 64, 64,
    64, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 64, 64, 64, 64, 63,
    64, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51,
    64, 64, 64, 64, 64, OTHERS_64, OTHERS_64,
};

// Tells whether `count` bytes may begin a text in UTF-8 without controls but white space; it may say yes to what is none.
static int may_be_text(const uint8_t *bytes, size_t count) {
    size_t needed = 0;  // bytes that a character goes on for
    for (size_t i = 0; i < count; i++) {
        uint8_t byte = bytes[i];
        if (byte < 0x80) {
            int isControl = !((uint8_t)(byte - 32) < 95 || (uint8_t)(byte - 9) < 5);
            if (isControl || needed) return 0;
        } else if (byte < 0xC0) {
            if (!needed) return 0;
            needed--;
        } else {
            if (needed || byte < 0xC2 || byte > 0xF4) return 0;
            needed = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
        }
    }
    return 1;
}

// What eight letters of base64 stand for: six bytes.
static void decode(const uint8_t *letters, uint8_t *bytes) {
    for (int part = 0; part < 2; part++, letters += 4, bytes += 3) {
        uint32_t value = (uint32_t)values[letters[0]] << 18 | (uint32_t)values[letters[1]] << 12 |
                         (uint32_t)values[letters[2]] << 6 | values[letters[3]];
        bytes[0] = (uint8_t)(value >> 16), bytes[1] = (uint8_t)(value >> 8), bytes[2] = (uint8_t)value;
    }
}

// The letters by which is judged what a run says: as many as twelve bytes take in base 64, 16 and 32.
enum { JUDGED_64 = 16, JUDGED_16 = 24, JUDGED_32 = 20 };

// Tells whether a run of `length` letters of base64, `JUDGED_16` or more, may say something, by its first letters: in base64 text,
// text in units of two bytes, of which one is nearly always zero, or what gzip and zlib have packed; anything in another base.
static int may_say_something(const uint8_t *run, size_t length) {
    uint8_t bytes[12];
    decode(run, bytes);
    int zeroes = !bytes[0] + !bytes[1] + !bytes[2] + !bytes[3] + !bytes[4] + !bytes[5];
    if (zeroes > 1 || (bytes[0] == 0x1F && bytes[1] == 0x8B) || bytes[0] == 0x78) return 1;
    if (may_be_text(bytes, 6)) {
        decode(run + 8, bytes + 6);
        if (may_be_text(bytes, 12)) return 1;
    }
    // `0x` of databases and `x` behind a backslash are no digits.
    size_t first = 0, digits = 0, letters = 0;
    if ((run[0] | 32) == 'x') first = 1;
    if ((run[first + 1] | 32) == 'x') first += 2;
    if (length < first + JUDGED_16) return 0;
    while (digits < JUDGED_16 && kinds[run[first + digits]] & HEX) digits++;
    while (letters < JUDGED_32 && ((uint8_t)(run[first + letters] - 'A') < 26 || (uint8_t)(run[first + letters] - '2') < 6)) letters++;
    return digits == JUDGED_16 || letters == JUDGED_32;
}

#if defined(__x86_64__)

// The same as `next_run` for runs of at least `RUN` letters.
__attribute__((target("avx2"))) static size_t next_run_avx2(const uint8_t *text, size_t start, size_t end, size_t least, size_t *length) {
    for (size_t first = start;;) {
        first = pass_over_letters(text, first, end);
        size_t stop = first;
        while (stop < end) {
            uint64_t others = ~letters_of(text + stop);
            if (others) {
                stop += (size_t)__builtin_ctzll(others);
                break;
            }
            stop += 64;
        }
        if (stop > end) stop = end;
        if (stop - first >= least) {
            *length = stop - first;
            return first;
        }
        if (stop == end) return end;
        first = stop + 1;
    }
}

#endif

// Where the first run of at least `least` letters begins, and its length.
static size_t next_run(const uint8_t *text, size_t start, size_t end, size_t least, size_t *length) {
#if defined(__x86_64__)
    if (least >= RUN && magpie_has_avx2()) return next_run_avx2(text, start, end, least, length);
#endif
    size_t first = start;
    for (;;) {
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

size_t magpie_next_letters(const uint8_t *text, size_t start, size_t end, size_t least, size_t *length) {
    for (size_t first = start;;) {
        first = next_run(text, first, end, least, length);
        // Most runs are names of programs, rules and paths.
        if (first == end || *length < JUDGED_16 || may_say_something(text + first, *length)) return first;
        first += *length;
    }
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
        // Where no name ends there is none: so it is in programs, which have this sign everywhere.
        if (k < 3 || k >= left || text[k] != ';') return none;
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

// Tells whether an escape that counts begins at `i`: the first of three, or one that stands inside of a value.
static int begins_escapes(const uint8_t *text, size_t i, size_t end) {
    escape first = escape_at(text, i, end);
    if (!first.length) return 0;
    if (is_telling(text, i, end, first)) return 1;
    size_t second = i + first.length;
    size_t third = escape_end(text, second, end);
    return third > second && escape_end(text, third, end) > third;
}

#if defined(__x86_64__)

// Which of 32 bytes lie between two that are no more than 127 apart.
#define BETWEEN(bytes, least, most) is_at_most(_mm256_sub_epi8(bytes, _mm256_set1_epi8(least)), (most) - (least))

__attribute__((target("avx2"))) static inline __m256i is_at_most(__m256i bytes, int most) {
    return _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, _mm256_set1_epi8((char)most)), bytes);
}

// At which of 64 bytes an escape may begin: bit i for byte i. Two more bytes are read.
__attribute__((target("avx2"))) static uint64_t escape_signs_avx2(const uint8_t *text) {
    const __m256i small = _mm256_set1_epi8(32);
    uint64_t signs = 0;
    for (int part = 0; part < 2; part++, text += 32) {
        __m256i bytes = _mm256_loadu_si256((const __m256i *)text);
        __m256i backslash = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\\'));
        __m256i percent = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('%'));
        __m256i reference = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('&'));
        __m256i equals = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('='));
        __m256i any = _mm256_or_si256(_mm256_or_si256(backslash, percent), _mm256_or_si256(reference, equals));
        if (_mm256_testz_si256(any, any)) continue;
        __m256i next = _mm256_loadu_si256((const __m256i *)(text + 1));
        __m256i third = _mm256_loadu_si256((const __m256i *)(text + 2));
        __m256i smallNext = _mm256_or_si256(next, small), smallThird = _mm256_or_si256(third, small);
        __m256i isUnit = _mm256_cmpeq_epi8(smallNext, _mm256_set1_epi8('u'));
        __m256i isHex = _mm256_and_si256(_mm256_or_si256(BETWEEN(next, '0', '9'), BETWEEN(smallNext, 'a', 'f')),
                                         _mm256_or_si256(BETWEEN(third, '0', '9'), BETWEEN(smallThird, 'a', 'f')));
        __m256i isCode = _mm256_or_si256(isUnit, _mm256_cmpeq_epi8(next, _mm256_set1_epi8('x')));
        __m256i isName = _mm256_or_si256(_mm256_cmpeq_epi8(next, _mm256_set1_epi8('#')), BETWEEN(smallNext, 'a', 'z'));
        __m256i found = _mm256_or_si256(
            _mm256_or_si256(_mm256_and_si256(backslash, isCode), _mm256_and_si256(percent, _mm256_or_si256(isUnit, isHex))),
            _mm256_or_si256(_mm256_and_si256(equals, isHex), _mm256_and_si256(reference, isName)));
        signs |= (uint64_t)(uint32_t)_mm256_movemask_epi8(found) << (32 * part);
    }
    return signs;
}

#endif

// At which of 64 bytes an escape may begin: bit i for byte i. Two more bytes may be read.
static uint64_t escape_signs(const uint8_t *text) {
#if defined(__x86_64__)
    if (magpie_has_avx2()) return escape_signs_avx2(text);
#endif
    uint64_t signs = 0;
    for (size_t i = 0; i < 64; i++) {
        uint8_t byte = text[i];
        signs |= (uint64_t)((byte == '\\') | (byte == '%') | (byte == '=') | (byte == '&')) << i;
    }
    return signs;
}

size_t magpie_next_escapes(const uint8_t *text, size_t start, size_t end) {
    for (size_t i = start; i < end; i += 64) {
        uint64_t signs = escape_signs(text + i);
        if (end - i < 64) signs &= (1ull << (end - i)) - 1;
        for (; signs; signs &= signs - 1) {
            size_t at = i + (size_t)__builtin_ctzll(signs);
            if (begins_escapes(text, at, end)) return at;
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
