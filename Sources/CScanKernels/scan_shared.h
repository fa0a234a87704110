// What does not depend on how wide vectors are: the search for wanted windows, and the end of a pass. Before it is included, a
// kernel defines
// - `KERNEL`, the attribute of functions that says what they may use;
// - `mask_words`, a vector of `MASK_WORDS` words of masks that has the operators of C;
// - `LATER(a, next, by)`, what stands so many bits later in such words, of which `next` are the next ones.
//
// The search goes in steps, each over so many of what the one before left that no branch depends on a single one: words with
// seams; seams, and grams besides, that have marks; windows whose block has their bits.

#ifndef MAGPIE_SCAN_SHARED_H
#define MAGPIE_SCAN_SHARED_H

#include "CScanKernels.h"

#include <string.h>

// Bytes that are folded and hashed together: small enough for the first-level cache.
enum { BLOCK = 2048, WORDS = BLOCK / 64 };

enum {
    SEAM_WORDS = 256,           // words with seams that are waited for
    GRAMS = 1024,               // grams likewise
    STOPS = GRAMS + BLOCK / 2,  // room for seams and grams
    BATCH = 256,                // marked ones that are waited for
    SEAM_END = 3,               // bytes of a window before the four that it ends with
};

typedef struct {
    const uint8_t *text;
    const magpie_window_filter *wanted;
    uint64_t words[SEAM_WORDS + WORDS + 8];
    uint32_t origins[SEAM_WORDS + WORDS + 8];
    size_t word_count;
    uint32_t stops[STOPS + 128];
    uint32_t stop_count;
    uint32_t marked[BATCH + STOPS + 128];
    uint32_t marked_count;
    uint32_t *windows;
    size_t found;
} window_search;

// Nothing of the search is there yet.
KERNEL static inline void begin_search(window_search *search, const uint8_t *text, const magpie_window_filter *wanted,
                                       uint32_t *windows) {
    search->text = text, search->wanted = wanted, search->windows = windows;
    search->word_count = search->stop_count = search->marked_count = search->found = 0;
}

// A kernel's own: appends words that are not zero; returns how many there are then. There is room for a whole vector.
KERNEL static inline size_t append_words(uint64_t *words, uint32_t *origins, size_t count, mask_words added,
                                         uint32_t origin);

// A kernel's own: writes the offsets of set bits; returns how many there are then. There is room for 64 more.
KERNEL static inline uint32_t append_offsets(uint32_t *offsets, uint32_t count, uint64_t bits, uint32_t origin);

// Collects the words of a block that have seams. The masks, of digits, capitals, letters and digits, and graphic bytes,
// go on for a vector behind the block; of the words behind the first `count` bytes, only the next one counts.
KERNEL static inline void find_seams(window_search *search, const uint64_t *digits, const uint64_t *capitals,
                                     const uint64_t *alphanumerics, const uint64_t *graphics, size_t count,
                                     uint32_t base) {
    size_t found = search->word_count, end = (count + 63) >> 6;
    for (size_t w = 0; w < end; w += MASK_WORDS) {
        mask_words d, c, a, g, d_next, c_next, a_next, g_next;
        memcpy(&d, digits + w, sizeof d), memcpy(&d_next, digits + w + 1, sizeof d);
        memcpy(&c, capitals + w, sizeof c), memcpy(&c_next, capitals + w + 1, sizeof c);
        memcpy(&a, alphanumerics + w, sizeof a), memcpy(&a_next, alphanumerics + w + 1, sizeof a);
        memcpy(&g, graphics + w, sizeof g), memcpy(&g_next, graphics + w + 1, sizeof g);
        mask_words d1 = LATER(d, d_next, 1), d2 = LATER(d, d_next, 2);
        mask_words c1 = LATER(c, c_next, 1), c2 = LATER(c, c_next, 2);
        mask_words o = ~a, o1 = ~LATER(a, a_next, 1), o2 = ~LATER(a, a_next, 2);
        // What is neither a small letter nor a digit, and what is no small letter.
        mask_words h = c | o, h1 = c1 | o1, x1 = h1 | d1, x2 = c2 | d2 | o2;
        // In the order of `TextWindow.isSeam`.
        mask_words seams = c2 & ~h1 & (h | (d ^ d1));
        seams |= c1 & ~h & (d | x2);
        seams |= ((d & d2) | ((c | d) & o2)) & ~x1;
        seams &= g & LATER(g, g_next, 1) & LATER(g, g_next, 2) & LATER(g, g_next, 3);
        found = append_words(search->words, search->origins, found, seams, base + 64 * (uint32_t)w);
    }
    while (found > search->word_count && search->origins[found - 1] >= base + count) found--;
    search->word_count = found;
}

KERNEL static void look_into_blocks(window_search *search) {
    const magpie_window_filter *wanted = search->wanted;
    size_t found = search->found;
    for (uint32_t first = 0; first < search->marked_count; first += BATCH) {
        uint32_t last = search->marked_count - first < BATCH ? search->marked_count : first + BATCH;
        uint64_t hashes[2 * BATCH];
        uint32_t offsets[2 * BATCH], count = 0;
        for (uint32_t j = first; j < last; j++) {
            uint32_t offset = search->marked[j];
            offsets[count++] = offset;
            offsets[count] = offset < SEAM_END ? 0 : offset - SEAM_END;
            count += (uint32_t)magpie_may_end(wanted, magpie_seam_hash_at(wanted, search->text + offset));
        }
        for (uint32_t j = 0; j < count; j++) {
            uint64_t window = magpie_window_at(search->text + offsets[j]);
            hashes[j] = magpie_window_hash(window, wanted->key, wanted->multiplier);
            // The blocks lie farther away than the marks.
            __builtin_prefetch(wanted->blocks + (hashes[j] >> (64 - wanted->block_bits)), 0, 0);
        }
        for (uint32_t j = 0; j < count; j++) {
            search->windows[found] = offsets[j];
            found += magpie_may_want(wanted, hashes[j]);
        }
    }
    search->found = found, search->marked_count = 0;
}

KERNEL static void look_at_stops(window_search *search) {
    size_t next = 0;
    do {
        uint32_t count = search->stop_count;
        for (; next < search->word_count && count <= STOPS; next++) {
            count = append_offsets(search->stops, count, search->words[next], search->origins[next]);
        }
        uint32_t marked = search->marked_count;
        for (uint32_t j = 0; j < count; j++) {
            uint32_t offset = search->stops[j];
            search->marked[marked] = offset;
            uint32_t hash = magpie_seam_hash_at(search->wanted, search->text + offset);
            marked += (uint32_t)magpie_is_marked(search->wanted, hash);
        }
        search->marked_count = marked, search->stop_count = 0;
        if (marked >= BATCH) look_into_blocks(search);
    } while (next < search->word_count);
    search->word_count = 0;
}

// Goes on with the search behind a block, when enough has come together.
KERNEL static inline void look_if_enough(window_search *search) {
    if (search->word_count >= SEAM_WORDS || search->stop_count >= GRAMS) look_at_stops(search);
}

// Ends the search; returns the number of windows.
KERNEL static inline size_t look_at_rest(window_search *search) {
    look_at_stops(search), look_into_blocks(search);
    return search->found;
}

// Notes whether a block holds odd bytes. Bytes behind the end of the text count as well, for they are zeroes.
KERNEL static inline void note_odd(const magpie_scan_marks *marks, size_t base, int is_odd) {
    size_t block = base / BLOCK;
    if (!(block & 63)) marks->odd[block >> 6] = 0;
    marks->odd[block >> 6] |= (uint64_t)is_odd << (block & 63);
}

// Takes back what masks say of bytes past the end of the text, and ends each with a word of zeroes.
KERNEL static inline void end_masks(const magpie_scan_marks *marks, size_t length) {
    size_t words = (length + 63) >> 6;
    if (length & 63) {
        uint64_t inside = (1ull << (length & 63)) - 1;
        marks->digits[words - 1] &= inside, marks->separators[words - 1] &= inside;
        marks->capitals[words - 1] &= inside, marks->ats[words - 1] &= inside;
    }
    marks->digits[words] = 0, marks->separators[words] = 0, marks->capitals[words] = 0, marks->ats[words] = 0;
}

#endif
