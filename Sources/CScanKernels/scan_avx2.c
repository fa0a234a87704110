// The one pass over every byte, for x86-64 processors with AVX2 (2013 and later); `PortableKernel.swift` is the same in Swift
// for all others, and a test holds them against each other. It is in C because Swift has neither functions for one processor
// feature nor the "move mask" instruction.

#include "CScanKernels.h"

#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

int magpie_has_avx2(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2"); }

// Bits of the class that two 16-entry tables give a byte: one indexed by its low, one by its high half. A class is, as
// a signed number, at least that of digits where the byte is a letter or digit, and below it for all other bytes.
enum { UNDERSCORE = 1, DASH = 2, SEPARATOR_2X = 4, ODD = 8, DIGIT = 16, LETTER_LOW = 32, LETTER_HIGH = 64, AT = 128 };
enum { KEPT = DIGIT | LETTER_LOW | LETTER_HIGH | UNDERSCORE | DASH };

#define MASK(v) ((uint64_t)(uint32_t)_mm256_movemask_epi8(v))
#define MASK64(a, b) (MASK(a) | MASK(b) << 32)

#define KERNEL __attribute__((target("avx2,bmi,bmi2,popcnt,lzcnt")))

typedef __m256i mask_words;
enum { MASK_WORDS = 4 };
#define LATER(a, next, by) _mm256_or_si256(_mm256_srli_epi64(a, by), _mm256_slli_epi64(next, 64 - (by)))

#include "scan_shared.h"

// Writes the offsets of set bits, `usual` of them in any case, so that few branches depend on their number.
KERNEL __attribute__((always_inline)) static inline uint32_t push(uint32_t *offsets, uint32_t count, uint64_t bits,
                                                                  uint32_t origin, int usual) {
    uint32_t next = count, end = count + (uint32_t)__builtin_popcountll(bits);
    for (int j = 0; j < usual; j++) {
        offsets[next++] = origin + (uint32_t)_tzcnt_u64(bits);
        bits = _blsr_u64(bits);
    }
    while (__builtin_expect(bits != 0, 0)) {
        offsets[next++] = origin + (uint32_t)_tzcnt_u64(bits);
        bits = _blsr_u64(bits);
    }
    return end;
}

KERNEL static inline uint32_t append_offsets(uint32_t *offsets, uint32_t count, uint64_t bits, uint32_t origin) {
    return push(offsets, count, bits, origin, 4);
}

// For four words, of which some are zero, how the others move to the front: as halves of words, and as offsets.
#define MOVED(a, b, c, d) \
    {{2 * a, 2 * a + 1, 2 * b, 2 * b + 1, 2 * c, 2 * c + 1, 2 * d, 2 * d + 1}, {64 * a, 64 * b, 64 * c, 64 * d}}
static const struct {
    uint32_t halves[8], offsets[4];
} moves[16] = {
    MOVED(0, 0, 0, 0), MOVED(0, 0, 0, 0), MOVED(1, 0, 0, 0), MOVED(0, 1, 0, 0), MOVED(2, 0, 0, 0), MOVED(0, 2, 0, 0),
    MOVED(1, 2, 0, 0), MOVED(0, 1, 2, 0), MOVED(3, 0, 0, 0), MOVED(0, 3, 0, 0), MOVED(1, 3, 0, 0), MOVED(0, 1, 3, 0),
    MOVED(2, 3, 0, 0), MOVED(0, 2, 3, 0), MOVED(1, 2, 3, 0), MOVED(0, 1, 2, 3),
};

KERNEL static inline size_t append_words(uint64_t *words, uint32_t *origins, size_t count, mask_words added,
                                         uint32_t origin) {
    unsigned kept = 15u & ~(unsigned)_mm256_movemask_pd(
        _mm256_castsi256_pd(_mm256_cmpeq_epi64(added, _mm256_setzero_si256())));
    added = _mm256_permutevar8x32_epi32(added, _mm256_loadu_si256((const __m256i *)moves[kept].halves));
    __m128i offsets = _mm_loadu_si128((const __m128i *)moves[kept].offsets);
    _mm256_storeu_si256((__m256i *)(words + count), added);
    _mm_storeu_si128((__m128i *)(origins + count), _mm_add_epi32(offsets, _mm_set1_epi32((int)origin)));
    return count + (size_t)__builtin_popcount(kept);
}

// Made into two functions: without `wanted` nothing of what it needs is left.
__attribute__((always_inline)) KERNEL static inline size_t scan(
    const uint8_t *text, size_t length, const magpie_gram_filter *filter, const magpie_scan_marks *marks,
    const magpie_window_filter *wanted, uint32_t *restrict windows, size_t *window_count) {
    const uint8_t *buckets = filter->buckets;
    const uint32_t *bitmap = filter->bitmap;
    uint64_t *grams = marks->grams;
    const __m256i k1 = _mm256_set1_epi16((short)filter->first), k2 = _mm256_set1_epi16((short)filter->second);
    const __m256i k3 = _mm256_set1_epi16((short)filter->third), k4 = _mm256_set1_epi16((short)filter->fourth);
    const __m128i bit_of = _mm_set_epi8(0, 0, 0, 0, 0, 0, 0, 0, (char)128, 64, 32, 16, 8, 4, 2, 1);
    const __m128i zero128 = _mm_setzero_si128();

    uint8_t low[16] = {0}, high[16] = {0};
    for (int i = 0; i < 10; i++) low[i] |= DIGIT;
    high[3] |= DIGIT;
    for (int i = 1; i < 16; i++) low[i] |= LETTER_LOW;
    high[4] |= LETTER_LOW, high[6] |= LETTER_LOW;
    for (int i = 0; i < 11; i++) low[i] |= LETTER_HIGH;
    high[5] |= LETTER_HIGH, high[7] |= LETTER_HIGH;
    low[15] |= UNDERSCORE, high[5] |= UNDERSCORE;
    low[13] |= DASH, high[2] |= DASH;
    // space ( ) - . / all have 2 as their high half.
    low[0] |= SEPARATOR_2X, low[8] |= SEPARATOR_2X, low[9] |= SEPARATOR_2X;
    low[13] |= SEPARATOR_2X, low[14] |= SEPARATOR_2X, low[15] |= SEPARATOR_2X;
    high[2] |= SEPARATOR_2X;
    low[0] |= AT, high[4] |= AT;
    for (int i = 0; i < 16; i++) low[i] |= (i < 9 || i == 11 || i > 13) ? ODD : 0;
    high[0] |= ODD, high[1] |= ODD;
    const __m256i low_class = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)low));
    const __m256i high_class = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)high));
    const __m256i nibble = _mm256_set1_epi8(15), zero = _mm256_setzero_si256();
    const __m256i space = _mm256_set1_epi8(' '), below = _mm256_set1_epi8(DIGIT - 1);
    const __m256i kept = _mm256_set1_epi8(KEPT), case_bit = _mm256_set1_epi8((char)0xDF);
    const __m256i foreign = _mm256_set1_epi8((char)0x87);
    const __m256i capital_a = _mm256_set1_epi8('A'), twenty_five = _mm256_set1_epi8(25);

#define CLASS(v)                                       \
    _mm256_and_si256(_mm256_shuffle_epi8(low_class, v), \
                     _mm256_shuffle_epi8(high_class, _mm256_and_si256(_mm256_srli_epi16(v, 4), nibble)))
#define FOLD(v, class)                                                                                     \
    _mm256_blendv_epi8(_mm256_andnot_si256(_mm256_cmpeq_epi8(_mm256_and_si256(class, kept), zero),          \
                                           _mm256_and_si256(v, case_bit)),                                  \
                       _mm256_and_si256(v, foreign), v)

    uint8_t folded[BLOCK + 128] __attribute__((aligned(64)));
    uint16_t hashes[32] __attribute__((aligned(32)));
    uint16_t hit_bits[BLOCK / 32 + 4] __attribute__((aligned(8)));
    const uint32_t *wanted_grams = wanted ? wanted->grams : NULL;
    uint32_t hit_offsets[BLOCK / 2 + 72];
    uint64_t alphanumerics[WORDS + 2 * MASK_WORDS] = {0}, graphics[WORDS + 2 * MASK_WORDS] = {0};
    size_t found = 0;
    window_search search;
    begin_search(&search, text, wanted, windows);

    for (size_t base = 0; base < length; base += BLOCK) {
        size_t count = length - base < BLOCK ? length - base : BLOCK;
        const uint8_t *block = text + base;
        size_t i = 0;
        __m256i all = zero, all_classes = zero;
        for (; i < count; i += 64) {
            __m256i a = _mm256_loadu_si256((const __m256i *)(block + i));
            __m256i b = _mm256_loadu_si256((const __m256i *)(block + i + 32));
            __m256i ca = CLASS(a), cb = CLASS(b);
            all = _mm256_or_si256(all, _mm256_or_si256(a, b));
            all_classes = _mm256_or_si256(all_classes, _mm256_or_si256(ca, cb));
            _mm256_store_si256((__m256i *)(folded + i), FOLD(a, ca));
            _mm256_store_si256((__m256i *)(folded + i + 32), FOLD(b, cb));
            size_t word = (base + i) >> 6;
            marks->digits[word] = MASK64(_mm256_slli_epi16(ca, 3), _mm256_slli_epi16(cb, 3));
            marks->separators[word] = MASK64(_mm256_slli_epi16(ca, 5), _mm256_slli_epi16(cb, 5));
            marks->ats[word] = MASK64(ca, cb);
            __m256i ua = _mm256_sub_epi8(a, capital_a), ub = _mm256_sub_epi8(b, capital_a);
            marks->capitals[word] =
                MASK64(_mm256_cmpeq_epi8(_mm256_min_epu8(ua, twenty_five), ua),
                       _mm256_cmpeq_epi8(_mm256_min_epu8(ub, twenty_five), ub));
            if (wanted) {
                alphanumerics[i >> 6] = MASK64(_mm256_cmpgt_epi8(ca, below), _mm256_cmpgt_epi8(cb, below));
                // As signed numbers, bytes outside ASCII are below a space.
                graphics[i >> 6] = MASK64(_mm256_cmpgt_epi8(a, space), _mm256_cmpgt_epi8(b, space));
            }
        }
        note_odd(marks, base, MASK(_mm256_or_si256(all, _mm256_slli_epi16(all_classes, 4))) != 0);
        {  // Grams and seams that begin in this block may end in the next.
            __m256i a = _mm256_loadu_si256((const __m256i *)(block + i));
            __m256i ca = CLASS(a);
            _mm256_store_si256((__m256i *)(folded + i), FOLD(a, ca));
            if (wanted) {
                __m256i ua = _mm256_sub_epi8(a, capital_a);
                size_t word = (base + i) >> 6;
                marks->digits[word] = MASK(_mm256_slli_epi16(ca, 3));
                marks->capitals[word] = MASK(_mm256_cmpeq_epi8(_mm256_min_epu8(ua, twenty_five), ua));
                alphanumerics[i >> 6] = MASK(_mm256_cmpgt_epi8(ca, below));
                graphics[i >> 6] = MASK(_mm256_cmpgt_epi8(a, space));
            }
        }
        for (i = 0; i < count; i += 32) {
            __m256i a = _mm256_load_si256((const __m256i *)(folded + i));
            __m256i b = _mm256_loadu_si256((const __m256i *)(folded + i + 2));
            __m256i h1 = _mm256_srli_epi16(_mm256_add_epi16(_mm256_mullo_epi16(a, k1), _mm256_mullo_epi16(b, k2)), 2);
            __m256i h2 = _mm256_srli_epi16(_mm256_add_epi16(_mm256_mullo_epi16(a, k3), _mm256_mullo_epi16(b, k4)), 13);
            _mm256_store_si256((__m256i *)hashes, h1);
            {
                __m128i wanted_bits = _mm_shuffle_epi8(
                    bit_of, _mm_packus_epi16(_mm256_castsi256_si128(h2), _mm256_extracti128_si256(h2, 1)));
                __m128i v0 = zero128, v1 = zero128;
                v0 = _mm_insert_epi8(v0, buckets[hashes[0]], 0), v1 = _mm_insert_epi8(v1, buckets[hashes[8]], 0);
                v0 = _mm_insert_epi8(v0, buckets[hashes[1]], 1), v1 = _mm_insert_epi8(v1, buckets[hashes[9]], 1);
                v0 = _mm_insert_epi8(v0, buckets[hashes[2]], 2), v1 = _mm_insert_epi8(v1, buckets[hashes[10]], 2);
                v0 = _mm_insert_epi8(v0, buckets[hashes[3]], 3), v1 = _mm_insert_epi8(v1, buckets[hashes[11]], 3);
                v0 = _mm_insert_epi8(v0, buckets[hashes[4]], 4), v1 = _mm_insert_epi8(v1, buckets[hashes[12]], 4);
                v0 = _mm_insert_epi8(v0, buckets[hashes[5]], 5), v1 = _mm_insert_epi8(v1, buckets[hashes[13]], 5);
                v0 = _mm_insert_epi8(v0, buckets[hashes[6]], 6), v1 = _mm_insert_epi8(v1, buckets[hashes[14]], 6);
                v0 = _mm_insert_epi8(v0, buckets[hashes[7]], 7), v1 = _mm_insert_epi8(v1, buckets[hashes[15]], 7);
                __m128i hit = _mm_and_si128(_mm_unpacklo_epi64(v0, v1), wanted_bits);
                hit_bits[i >> 5] = (uint16_t)~_mm_movemask_epi8(_mm_cmpeq_epi8(hit, zero128));
            }
        }
        // Nothing begins behind the end.
        if (count & 31) hit_bits[count >> 5] &= (uint16_t)((1u << ((count & 31) + 1) / 2) - 1);
        for (i = (count + 31) >> 5; i & 3; i++) hit_bits[i] = 0;
        uint32_t hits = 0;
        for (size_t w = 0; w * 128 < count; w++) {
            uint64_t bits;
            memcpy(&bits, hit_bits + 4 * w, 8);
            hits = push(hit_offsets, hits, bits, (uint32_t)w * 64, 10);
        }
        uint32_t stops = search.stop_count;
        for (uint32_t j = 0; j < hits; j++) {
            uint32_t offset = hit_offsets[j] * 2, gram;
            memcpy(&gram, folded + offset, 4);
            uint32_t hash = (gram * 0x9E3779B1u) >> 14;
            grams[found] = (uint64_t)gram << 32 | (uint32_t)(base + offset);
            if (wanted_grams) {
                uint32_t reasons = wanted_grams[hash >> 4] >> (hash * 2 & 31);
                found += reasons & 1;
                search.stops[stops] = (uint32_t)base + offset;
                stops += reasons >> 1 & 1;
            } else {
                found += (bitmap[hash >> 5] >> (hash & 31)) & 1;
            }
        }
        search.stop_count = stops;
        if (wanted) {
            find_seams(&search, marks->digits + base / 64, marks->capitals + base / 64, alphanumerics, graphics, count,
                       (uint32_t)base);
            look_if_enough(&search);
        }
    }
    if (wanted) *window_count = look_at_rest(&search);
    end_masks(marks, length);
    return found;
}

KERNEL size_t magpie_scan_avx2(const uint8_t *text, size_t length, const magpie_gram_filter *filter,
                               const magpie_scan_marks *marks, const magpie_window_filter *wanted, uint32_t *windows,
                               size_t *window_count) {
    if (wanted) return scan(text, length, filter, marks, wanted, windows, window_count);
    return scan(text, length, filter, marks, NULL, NULL, NULL);
}

#else

int magpie_has_avx2(void) { return 0; }

size_t magpie_scan_avx2(const uint8_t *text, size_t length, const magpie_gram_filter *filter,
                        const magpie_scan_marks *marks, const magpie_window_filter *wanted, uint32_t *windows,
                        size_t *window_count) {
    (void)text, (void)length, (void)filter, (void)marks, (void)wanted, (void)windows, (void)window_count;
    return 0;
}

#endif
