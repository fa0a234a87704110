// The pass of `scan_avx2.c`, step for step, for x86-64 processors that permute, compress and gather 64 bytes at a time
// (2022 and later: Zen 4, Sapphire Rapids).

#include "CScanKernels.h"

#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

int magpie_has_avx512(void) {
    // The last one is not used. Older processors, which have the others without it, gather slowly since their microcode
    // was mended (CVE-2022-40982).
    return __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("avx512vbmi") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("bmi2") &&
           __builtin_cpu_supports("avx512bf16");
}

#define KERNEL __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,bmi,bmi2,popcnt,lzcnt")))

typedef __m512i mask_words;
enum { MASK_WORDS = 8 };
#define LATER(a, next, by) _mm512_shrdi_epi64(a, next, by)

#include "scan_shared.h"

// What tables say of a byte: its class, and how it is folded (`Folding.fold`). A byte outside ASCII has no class and is
// folded without a table.
enum { ALPHANUMERIC = 1, SEPARATOR = 2, CAPITAL = 4, DIGIT = 8, AT = 16, ODD = 32 };
#define D (DIGIT | ALPHANUMERIC)
#define C (CAPITAL | ALPHANUMERIC)
#define L ALPHANUMERIC
#define S SEPARATOR
#define O ODD
static const uint8_t classes[128] = {
    O, O, O, O, O, O, O, O, O, 0, 0, O, 0, 0, O, O, O, O, O, O, O, O, O, O, O, 0, 0, O, 0, 0, O, O,
    S, 0, 0, 0, 0, 0, 0, 0, S, S, 0, 0, 0, S, S, S, D, D, D, D, D, D, D, D, D, D, 0, 0, 0, 0, 0, 0,
    AT, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, 0, 0, 0, 0, 0,
    0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, 0,
};
#undef D
#undef C
#undef L
#undef S
#undef O
#define A_TO_O 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O'
#define P_TO_Z 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z'
static const uint8_t folds[128] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '-' & 0xDF, 0, 0, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 0, 0, 0, 0, 0, 0,
    0, A_TO_O, P_TO_Z, 0, 0, 0, 0, '_',
    0, A_TO_O, P_TO_Z, 0, 0, 0, 0, 0,
};
static const uint8_t places[64] = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
    32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
    48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
};

KERNEL static inline uint32_t append_offsets(uint32_t *offsets, uint32_t count, uint64_t bits, uint32_t origin) {
#define APPEND(quarter)                                                                                \
    _mm512_storeu_si512(offsets + count + 16 * (quarter),                                              \
                        _mm512_add_epi32(first, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(set, quarter))))
    __m512i set = _mm512_maskz_compress_epi8(bits, _mm512_loadu_si512(places)), first = _mm512_set1_epi32((int)origin);
    uint32_t added = (uint32_t)__builtin_popcountll(bits);
    APPEND(0);
    if (__builtin_expect(added > 16, 0)) APPEND(1), APPEND(2), APPEND(3);
#undef APPEND
    return count + added;
}

KERNEL static inline size_t append_words(uint64_t *words, uint32_t *origins, size_t count, mask_words added,
                                         uint32_t origin) {
    __m256i offsets = _mm256_set_epi32(448, 384, 320, 256, 192, 128, 64, 0);
    offsets = _mm256_add_epi32(offsets, _mm256_set1_epi32((int)origin));
    __mmask8 kept = _mm512_test_epi64_mask(added, added);
    _mm512_storeu_si512(words + count, _mm512_maskz_compress_epi64(kept, added));
    _mm256_storeu_si256((__m256i *)(origins + count), _mm256_maskz_compress_epi32(kept, offsets));
    return count + (size_t)__builtin_popcount(kept);
}

// Made into two functions: without `wanted` nothing of what it needs is left.
__attribute__((always_inline)) KERNEL static inline size_t scan(
    const uint8_t *text, size_t length, const magpie_gram_filter *filter, const magpie_scan_marks *marks,
    const magpie_window_filter *wanted, uint32_t *restrict windows, size_t *window_count) {
    const uint8_t *buckets = filter->buckets;
    const uint32_t *bitmap = filter->bitmap, *wanted_grams = wanted ? wanted->grams : NULL;
    uint64_t *grams = marks->grams;
    const __m512i k1 = _mm512_set1_epi16((short)filter->first), k2 = _mm512_set1_epi16((short)filter->second);
    const __m512i k3 = _mm512_set1_epi16((short)filter->third), k4 = _mm512_set1_epi16((short)filter->fourth);
    const __m256i bit_of = _mm256_set1_epi64x((long long)0x8040201008040201);
    const __m512i low_classes = _mm512_loadu_si512(classes), high_classes = _mm512_loadu_si512(classes + 64);
    const __m512i low_folds = _mm512_loadu_si512(folds), high_folds = _mm512_loadu_si512(folds + 64);
    const __m512i foreign = _mm512_set1_epi8((char)0x87);
    // Sixteen grams and their offsets, one after the other.
    const __m512i first_pairs = _mm512_set_epi32(23, 7, 22, 6, 21, 5, 20, 4, 19, 3, 18, 2, 17, 1, 16, 0);
    const __m512i last_pairs = _mm512_add_epi32(first_pairs, _mm512_set1_epi32(8));

    uint8_t folded[BLOCK + 128] __attribute__((aligned(64)));
    uint16_t hashes[32] __attribute__((aligned(64)));
    uint32_t hit_bits[BLOCK / 64 + 2] __attribute__((aligned(8)));
    uint32_t hits[BLOCK / 2 + 128];
    uint64_t alphanumerics[WORDS + 2 * MASK_WORDS] = {0}, graphics[WORDS + 2 * MASK_WORDS] = {0};
    size_t found = 0;
    window_search search;
    begin_search(&search, text, wanted, windows);

#define FOLD(v)                                                                                            \
    _mm512_mask_mov_epi8(_mm512_permutex2var_epi8(low_folds, v, high_folds), _mm512_movepi8_mask(v), \
                         _mm512_and_si512(v, foreign))
#define CLASS(v) _mm512_maskz_permutex2var_epi8(~_mm512_movepi8_mask(v), low_classes, v, high_classes)
// As signed numbers, bytes outside ASCII are below a space.
#define GRAPHIC(v) _mm512_cmpgt_epi8_mask(v, _mm512_set1_epi8(' '))
#define OF_CLASS(class, bit) _mm512_test_epi8_mask(class, _mm512_set1_epi8(bit))
    for (size_t base = 0; base < length; base += BLOCK) {
        size_t count = length - base < BLOCK ? length - base : BLOCK;
        const uint8_t *block = text + base;
        size_t i = 0;
        __m512i all = _mm512_setzero_si512(), all_classes = all;
        for (; i < count; i += 64) {
            __m512i v = _mm512_loadu_si512(block + i), class = CLASS(v);
            all = _mm512_or_si512(all, v), all_classes = _mm512_or_si512(all_classes, class);
            _mm512_store_si512(folded + i, FOLD(v));
            size_t word = (base + i) >> 6;
            marks->digits[word] = OF_CLASS(class, DIGIT);
            marks->separators[word] = OF_CLASS(class, SEPARATOR);
            marks->ats[word] = OF_CLASS(class, AT);
            marks->capitals[word] = OF_CLASS(class, CAPITAL);
            if (wanted) alphanumerics[i >> 6] = OF_CLASS(class, ALPHANUMERIC), graphics[i >> 6] = GRAPHIC(v);
        }
        note_odd(marks, base, (_mm512_movepi8_mask(all) | OF_CLASS(all_classes, ODD)) != 0);
        {  // Grams and seams that begin in this block may end in the next.
            __m512i v = _mm512_loadu_si512(block + i), class = CLASS(v);
            _mm512_store_si512(folded + i, FOLD(v));
            if (wanted) {
                size_t word = (base + i) >> 6;
                marks->digits[word] = OF_CLASS(class, DIGIT), marks->capitals[word] = OF_CLASS(class, CAPITAL);
                alphanumerics[i >> 6] = OF_CLASS(class, ALPHANUMERIC), graphics[i >> 6] = GRAPHIC(v);
            }
        }
        for (i = 0; i < count; i += 64) {
            __m512i a = _mm512_load_si512(folded + i), b = _mm512_loadu_si512(folded + i + 2);
            __m512i h1 = _mm512_srli_epi16(_mm512_add_epi16(_mm512_mullo_epi16(a, k1), _mm512_mullo_epi16(b, k2)), 2);
            __m512i h2 = _mm512_srli_epi16(_mm512_add_epi16(_mm512_mullo_epi16(a, k3), _mm512_mullo_epi16(b, k4)), 13);
            _mm512_store_si512(hashes, h1);
            // Sixteen loads of bytes are faster than a gather of words.
            __m128i v0 = _mm_setzero_si128(), v1 = v0, v2 = v0, v3 = v0;
#define LOOK_UP(j) \
    v0 = _mm_insert_epi8(v0, buckets[hashes[j]], j), v1 = _mm_insert_epi8(v1, buckets[hashes[(j) + 8]], j); \
    v2 = _mm_insert_epi8(v2, buckets[hashes[(j) + 16]], j), v3 = _mm_insert_epi8(v3, buckets[hashes[(j) + 24]], j)
            LOOK_UP(0), LOOK_UP(1), LOOK_UP(2), LOOK_UP(3), LOOK_UP(4), LOOK_UP(5), LOOK_UP(6), LOOK_UP(7);
#undef LOOK_UP
            __m256i bits = _mm256_set_m128i(_mm_unpacklo_epi64(v2, v3), _mm_unpacklo_epi64(v0, v1));
            hit_bits[i >> 6] = _mm256_test_epi8_mask(bits, _mm256_shuffle_epi8(bit_of, _mm512_cvtepi16_epi8(h2)));
        }
        // Nothing begins behind the end.
        if (count & 63) hit_bits[count >> 6] &= (uint32_t)((1ull << ((count & 63) + 1) / 2) - 1);
        hit_bits[i >> 6] = 0;
        uint32_t hit_count = 0;
        for (size_t w = 0; w * 128 < count; w++) {
            uint64_t bits;
            memcpy(&bits, hit_bits + 2 * w, 8);
            hit_count = append_offsets(hits, hit_count, bits, (uint32_t)w * 64);
        }
        for (uint32_t j = 0; j < hit_count; j += 16) {
            __mmask16 there = (__mmask16)_bzhi_u32(0xFFFF, hit_count - j < 16 ? hit_count - j : 16), kept;
            __m512i place = _mm512_maskz_loadu_epi32(there, hits + j);
            __m512i gram = _mm512_i32gather_epi32(place, folded, 2);
            __m512i hash = _mm512_mullo_epi32(gram, _mm512_set1_epi32((int)0x9E3779B1u));
            __m512i offset = _mm512_add_epi32(_mm512_add_epi32(place, place), _mm512_set1_epi32((int)base));
            if (wanted_grams) {
                __m512i bits = _mm512_i32gather_epi32(_mm512_srli_epi32(hash, 18), wanted_grams, 4);
                __m512i pair = _mm512_and_si512(_mm512_srli_epi32(hash, 13), _mm512_set1_epi32(30));
                __m512i reasons = _mm512_srlv_epi32(bits, pair);
                kept = _mm512_mask_test_epi32_mask(there, reasons, _mm512_set1_epi32(1));
                __mmask16 stops = _mm512_mask_test_epi32_mask(there, reasons, _mm512_set1_epi32(2));
                _mm512_storeu_si512(search.stops + search.stop_count, _mm512_maskz_compress_epi32(stops, offset));
                search.stop_count += (uint32_t)__builtin_popcount(stops);
            } else {
                __m512i bits = _mm512_i32gather_epi32(_mm512_srli_epi32(hash, 19), bitmap, 4);
                __m512i bit = _mm512_and_si512(_mm512_srli_epi32(hash, 14), _mm512_set1_epi32(31));
                kept = _mm512_mask_test_epi32_mask(there, _mm512_srlv_epi32(bits, bit), _mm512_set1_epi32(1));
            }
            gram = _mm512_maskz_compress_epi32(kept, gram), offset = _mm512_maskz_compress_epi32(kept, offset);
            _mm512_storeu_si512(grams + found, _mm512_permutex2var_epi32(offset, first_pairs, gram));
            _mm512_storeu_si512(grams + found + 8, _mm512_permutex2var_epi32(offset, last_pairs, gram));
            found += (size_t)__builtin_popcount(kept);
        }
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

KERNEL size_t magpie_scan_avx512(const uint8_t *text, size_t length, const magpie_gram_filter *filter,
                                 const magpie_scan_marks *marks, const magpie_window_filter *wanted, uint32_t *windows,
                                 size_t *window_count) {
    if (wanted) return scan(text, length, filter, marks, wanted, windows, window_count);
    return scan(text, length, filter, marks, NULL, NULL, NULL);
}

#else

int magpie_has_avx512(void) { return 0; }

size_t magpie_scan_avx512(const uint8_t *text, size_t length, const magpie_gram_filter *filter,
                          const magpie_scan_marks *marks, const magpie_window_filter *wanted, uint32_t *windows,
                          size_t *window_count) {
    (void)text, (void)length, (void)filter, (void)marks, (void)wanted, (void)windows, (void)window_count;
    return 0;
}

#endif
