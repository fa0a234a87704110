// From grams to keywords: what the pass has found is first thinned out by what stands beside it, then compared with the keywords
// themselves. In C for the loops in which nothing may depend on a single gram; `Prefilter.swift` explains and builds the tables.

#include "CScanKernels.h"

#include <string.h>

// One function for processors with BMI2, which shift without a detour, and one for all others, chosen when the program is loaded.
#if defined(__x86_64__)
#define SHIFTING __attribute__((target_clones("arch=haswell", "default")))
#else
#define SHIFTING
#endif

// How many grams ahead memory is asked for: the tables lie outside of the nearer caches.
enum { LEAD = 12 };

// The first of the two slots in which a gram is unless others were there first: by Fibonacci hashing, whose upper bits depend on
// every byte.
static inline uint32_t home(const magpie_keyword_tables *tables, uint32_t gram) {
    return (gram * 0x9E3779B1u) >> tables->slot_shift << 1;
}

SHIFTING size_t magpie_keep_grams(const magpie_keyword_tables *tables, const uint8_t *text, uint64_t *grams, size_t count) {
    const magpie_gram_slot *slots = tables->slots;
    size_t kept = 0;
    // Nothing but the rare third place depends on a single one, so that the processor need not guess.
    for (size_t i = 0; i < count; i++) {
        __builtin_prefetch(slots + home(tables, (uint32_t)(grams[i + LEAD < count ? i + LEAD : count - 1] >> 32)));
        uint64_t found = grams[i];
        uint32_t offset = (uint32_t)found, gram = (uint32_t)(found >> 32), place = home(tables, gram);
        place += slots[place + 1].gram == gram;
        if (__builtin_expect(slots[place].gram != gram && slots[place | 1].before, 0)) {
            // An empty slot takes nothing.
            while (slots[place].gram != gram && slots[place].before) place = (place + 1) & tables->slot_mask;
        }
        // Before the first byte and behind the last one there is nothing to know: what needs a byte there stands in no text, and
        // all else takes any.
        uint32_t before = text[offset - (offset > 0)] & 15, after = text[offset + 4] & 15;
        grams[kept] = (uint64_t)place << 32 | offset;
        kept += (slots[place].gram == gram) & slots[place].before >> before & slots[place].after >> after & 1;
    }
    return kept;
}

static inline int is_digit(uint8_t byte) { return (uint8_t)(byte - '0') < 10; }
static inline int is_capital(uint8_t byte) { return (uint8_t)(byte - 'A') < 26; }
static inline int is_small(uint8_t byte) { return (uint8_t)(byte - 'a') < 26; }

// Whether `byte` is none of a word. Beside a short word, bytes outside ASCII count as letters.
static inline int ends_word(uint8_t byte, int is_short) {
    return !is_digit(byte) && (uint8_t)((byte & 0xDF) - 'A') >= 26 && (byte < 0x80 || !is_short);
}

int magpie_stands(const uint8_t *text, size_t length, size_t start, const magpie_literal *literal) {
    if (literal->boundary == MAGPIE_NO_BOUNDARY) return 1;
    int is_short = literal->is_short;
    if (start > 0) {
        uint8_t before = text[start - 1];
        int is_hump = literal->may_be_hump && is_small(before) && is_capital(text[start]);
        if (!ends_word(before, is_short) && !is_hump) return 0;
    }
    size_t end = start + literal->length;
    if (literal->boundary != MAGPIE_WORD || end >= length) return 1;
    uint8_t after = text[end];
    if (is_digit(after) || ends_word(after, is_short)) return 1;
    if (is_short) return 0;
    if (is_small(text[end - 1]) && is_capital(after)) return 1;
    int is_plural = (after | 0x20) == 's';
    if (!is_plural || end + 1 >= length) return is_plural;
    return ends_word(text[end + 1], 0);
}

// Whether the literal stands at `text`, of which the first eight bytes are known to be the same.
static inline int goes_on(const magpie_keyword_tables *tables, const uint8_t *text, const magpie_literal *literal) {
    const uint8_t *bytes = tables->literals + literal->start, *raised = bytes + literal->length;
    for (uint32_t i = 8; i < literal->length; i++) {
        if ((text[i] | raised[i]) != bytes[i]) return 0;
    }
    return 1;
}

SHIFTING size_t magpie_find_keywords(const magpie_keyword_tables *tables, const uint8_t *text, size_t length,
                                     const uint64_t *grams, size_t count, size_t *next, magpie_keyword_hit *hits) {
    const uint32_t *groups = tables->groups;
    size_t found = 0, i = *next;
    for (; i < count && found < MAGPIE_HITS; i++) {
        // First where the suspects are is asked for, then they themselves.
        __builtin_prefetch(groups + (grams[i + LEAD < count ? i + LEAD : count - 1] >> 32));
        uint32_t soon = groups[grams[i + LEAD / 2 < count ? i + LEAD / 2 : count - 1] >> 32];
        __builtin_prefetch(tables->suspects + soon / MAGPIE_SUSPECTS);
        uint32_t offset = (uint32_t)grams[i], group = groups[grams[i] >> 32];
        const magpie_suspect *suspect = tables->suspects + group / MAGPIE_SUSPECTS, *end = suspect + group % MAGPIE_SUSPECTS;
        for (; suspect < end; suspect++) {
            int64_t start = (int64_t)offset - suspect->offset;
            if (start < 0) continue;
            // The text is padded, so eight bytes can be read wherever one can.
            uint64_t head;
            memcpy(&head, text + start, 8);
            if (magpie_suspected(suspect, head) != suspect->head) continue;
            const magpie_literal *literal = tables->compared + suspect->keyword;
            if (((head | literal->raised) & literal->kept) != literal->head || (size_t)start + literal->length > length) continue;
            if (literal->length > 8 && !goes_on(tables, text + start, literal)) continue;
            if (!magpie_stands(text, length, (size_t)start, literal)) continue;
            hits[found].start = (int32_t)start;
            hits[found++].keyword = suspect->keyword;
        }
    }
    *next = i;
    return found;
}
