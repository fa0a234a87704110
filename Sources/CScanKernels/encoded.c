#include "CScanKernels.h"

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

size_t magpie_next_letters(const uint8_t *text, size_t start, size_t end, size_t least, size_t *length) {
    // No run begins before `first`, and one that begins there has its last needed byte at `first + least - 1`: from there it is
    // looked at backwards, and what is no letter moves `first` behind it.
    size_t first = start;
    while (first + least <= end) {
        size_t next = first + least;
        while (next > first && kinds[text[next - 1]] & LETTER) next--;
        if (next == first) {
            size_t last = first + least;
            while (last < end && kinds[text[last]] & LETTER) last++;
            *length = last - first;
            return first;
        }
        first = next;
    }
    return end;
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

size_t magpie_next_escapes(const uint8_t *text, size_t start, size_t end) {
    for (size_t i = start; i < end;) {
        // Sixty-four bytes at a time, as most have none.
        if (i + 64 <= end) {
            uint8_t found = 0;
            for (size_t k = 0; k < 64; k++) found |= (text[i + k] == '\\') | (text[i + k] == '%') | (text[i + k] == '&');
            if (!found) {
                i += 64;
                continue;
            }
        }
        size_t stop = i + 64 < end ? i + 64 : end;
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
