// The one pass over every byte, for x86-64 processors with AVX2 (2013 and later); `PortableKernel.swift` is the same in
// Swift for all others, and a test holds the two against each other. It is in C because Swift has neither a function
// of its own for one processor feature nor the "move mask" instruction.

#include "CScanKernels.h"

#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

int magpie_has_avx2(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2"); }

// Bytes that are folded and hashed together: small enough for the first-level cache.
enum { BLOCK = 512, WORDS = BLOCK / 64 };

// Bits of the class that two 16-entry tables give a byte: one indexed by its low, one by its high half.
enum { DIGIT = 1, LETTER_LOW = 2, LETTER_HIGH = 4, UNDERSCORE = 8, DASH = 16, SEPARATOR_2X = 32 };
enum { KEPT = DIGIT | LETTER_LOW | LETTER_HIGH | UNDERSCORE | DASH };

#define MASK(v) ((uint64_t)(uint32_t)_mm256_movemask_epi8(v))
#define MASK64(a, b) (MASK(a) | MASK(b) << 32)

#define FOR_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt,lzcnt")))

#define EVEN 0x5555555555555555u

// For every second byte of a block, whether it begins a window that turns: three or more of its seven bytes are unlike
// the one before, in that one of the two is a digit or a capital and the other is not. Both masks go on for six bytes.
FOR_AVX2 static inline void find_turning(const uint64_t *digits, const uint64_t *capitals, uint64_t *turning) {
// The words that follow those of a; b is what follows a.
#define NEXT(a, b) _mm256_blend_epi32(_mm256_permute4x64_epi64(a, 0x39), _mm256_permute4x64_epi64(b, 0x39), 0xC0)
#define LATER(a, b, by) _mm256_or_si256(_mm256_srli_epi64(a, by), _mm256_slli_epi64(NEXT(a, b), 64 - (by)))
#define OR _mm256_or_si256
#define AND _mm256_and_si256
#define XOR _mm256_xor_si256
    const __m256i none = _mm256_setzero_si256(), even = _mm256_set1_epi64x(EVEN);
    __m256i digit[4], capital[4], turn[4], one[4], two[4];
    for (int v = 0; v < 2; v++) {
        digit[v] = _mm256_loadu_si256((const __m256i *)(digits + 4 * v));
        capital[v] = _mm256_loadu_si256((const __m256i *)(capitals + 4 * v));
    }
    digit[2] = _mm256_set_epi64x(0, 0, 0, (long long)digits[WORDS]);
    capital[2] = _mm256_set_epi64x(0, 0, 0, (long long)capitals[WORDS]);
    digit[3] = capital[3] = turn[3] = one[3] = two[3] = none;
    for (int v = 0; v < 3; v++) {
        turn[v] = OR(XOR(digit[v], LATER(digit[v], digit[v + 1], 1)),
                     XOR(capital[v], LATER(capital[v], capital[v + 1], 1)));
    }
    // Of two turns in a row, whether there is one, and whether there are both.
    for (int v = 0; v < 3; v++) {
        __m256i next = LATER(turn[v], turn[v + 1], 1);
        one[v] = XOR(turn[v], next), two[v] = AND(turn[v], next);
    }
    const __m256i low_halves = _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6);
    for (int v = 0; v < 2; v++) {
        __m256i a = one[v], b = LATER(one[v], one[v + 1], 2), c = LATER(one[v], one[v + 1], 4);
        __m256i p = OR(AND(a, b), AND(c, OR(a, b)));
        __m256i q = two[v], r = LATER(two[v], two[v + 1], 2), s = LATER(two[v], two[v + 1], 4);
        __m256i some = OR(OR(p, q), OR(r, s)), several = OR(OR(AND(p, q), AND(r, s)), AND(OR(p, q), OR(r, s)));
        __m256i found = AND(OR(several, AND(XOR(XOR(a, b), c), some)), even);
        // The even bits of each word move together.
        found = AND(OR(found, _mm256_srli_epi64(found, 1)), _mm256_set1_epi8(0x33));
        found = AND(OR(found, _mm256_srli_epi64(found, 2)), _mm256_set1_epi8(0x0F));
        found = AND(OR(found, _mm256_srli_epi64(found, 4)), _mm256_set1_epi16(0x00FF));
        found = AND(OR(found, _mm256_srli_epi64(found, 8)), _mm256_set1_epi32(0xFFFF));
        found = OR(found, _mm256_srli_epi64(found, 16));
        found = _mm256_permutevar8x32_epi32(found, low_halves);
        _mm_storeu_si128((__m128i *)(turning + 2 * v), _mm256_castsi256_si128(found));
    }
#undef NEXT
#undef LATER
#undef OR
#undef AND
#undef XOR
}

// Hashes 32 folded bytes at every second offset: the buckets, and in both bytes of each lane the bit.
FOR_AVX2 __attribute__((always_inline)) static inline __m256i hashes_at(const uint8_t *folded, __m256i k1, __m256i k2,
                                                                        __m256i k3, __m256i k4, __m256i bit_of,
                                                                        uint16_t *buckets) {
    __m256i a = _mm256_load_si256((const __m256i *)folded), b = _mm256_loadu_si256((const __m256i *)(folded + 2));
    __m256i h1 = _mm256_srli_epi16(_mm256_add_epi16(_mm256_mullo_epi16(a, k1), _mm256_mullo_epi16(b, k2)), 2);
    __m256i h2 = _mm256_srli_epi16(_mm256_add_epi16(_mm256_mullo_epi16(a, k3), _mm256_mullo_epi16(b, k4)), 13);
    _mm256_store_si256((__m256i *)buckets, h1);
    return _mm256_shuffle_epi8(bit_of, _mm256_or_si256(h2, _mm256_slli_epi16(h2, 8)));
}

// What eight buckets hold.
FOR_AVX2 __attribute__((always_inline)) static inline __m128i pairs_at(const uint16_t *pairs, const uint16_t *buckets) {
    __m128i v = _mm_cvtsi32_si128(pairs[buckets[0]]);
    v = _mm_insert_epi16(v, pairs[buckets[1]], 1), v = _mm_insert_epi16(v, pairs[buckets[2]], 2);
    v = _mm_insert_epi16(v, pairs[buckets[3]], 3), v = _mm_insert_epi16(v, pairs[buckets[4]], 4);
    v = _mm_insert_epi16(v, pairs[buckets[5]], 5), v = _mm_insert_epi16(v, pairs[buckets[6]], 6);
    return _mm_insert_epi16(v, pairs[buckets[7]], 7);
}

// Writes the offsets of set bits, `usual` of them in any case, so that few branches depend on their number.
FOR_AVX2 __attribute__((always_inline)) static inline uint32_t push(uint32_t *offsets, uint32_t count, uint64_t bits,
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

FOR_AVX2 __attribute__((always_inline)) static inline uint64_t hash_at(const uint8_t *text,
                                                                       const magpie_window_filter *wanted) {
    uint64_t window;
    memcpy(&window, text, 8);
    return magpie_window_hash(window & 0x00FFFFFFFFFFFFFF, wanted->key, wanted->multiplier);
}

// Windows whose block of the filter is on its way from memory.
enum { PENDING = 16 };

// Made into two functions: without `wanted` nothing of what it needs is left.
__attribute__((always_inline)) FOR_AVX2 static inline size_t scan(
    const uint8_t *text, size_t length, const magpie_gram_filter *filter, const magpie_scan_marks *marks,
    const magpie_window_filter *wanted, uint32_t *restrict windows, size_t *window_count) {
    const uint8_t *buckets = filter->buckets;
    const uint32_t *bitmap = filter->bitmap;
    uint64_t *grams = marks->grams;
    const __m256i k1 = _mm256_set1_epi16((short)filter->first), k2 = _mm256_set1_epi16((short)filter->second);
    const __m256i k3 = _mm256_set1_epi16((short)filter->third), k4 = _mm256_set1_epi16((short)filter->fourth);
    const __m128i bit_of = _mm_set_epi8(0, 0, 0, 0, 0, 0, 0, 0, (char)128, 64, 32, 16, 8, 4, 2, 1);
    const __m256i bit_of_both = _mm256_broadcastsi128_si256(bit_of), low_bytes = _mm256_set1_epi16(0xFF);
    const __m128i zero128 = _mm_setzero_si128();
    const uint16_t *pairs = wanted ? wanted->pairs : NULL;

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
    const __m256i low_class = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)low));
    const __m256i high_class = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)high));
    const __m256i nibble = _mm256_set1_epi8(15), zero = _mm256_setzero_si256();
    const __m256i kept = _mm256_set1_epi8(KEPT), case_bit = _mm256_set1_epi8((char)0xDF);
    const __m256i foreign = _mm256_set1_epi8((char)0x87), at = _mm256_set1_epi8('@');
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
    uint32_t hit_words[WORDS + 1] __attribute__((aligned(8))), stop_words[WORDS + 1] __attribute__((aligned(8)));
    uint32_t hit_offsets[BLOCK / 2 + 72], stop_offsets[BLOCK / 2 + 2 * PENDING];
    uint64_t digits[WORDS + 1] = {0}, capitals[WORDS + 1] = {0}, turning[WORDS / 2];
    uint64_t stop_bits[WORDS / 2];
    memset(turning, 0xFF, sizeof turning);
    size_t found = 0;
    uint64_t pending_hashes[PENDING] = {0};
    uint32_t pending_offsets[PENDING] = {0};
    uint64_t has_pending = 0;
    uint32_t stops = 0;
    size_t found_windows = 0;

    for (size_t base = 0; base < length; base += BLOCK) {
        size_t count = length - base < BLOCK ? length - base : BLOCK;
        const uint8_t *block = text + base;
        size_t i = 0;
        for (; i < count; i += 64) {
            __m256i a = _mm256_loadu_si256((const __m256i *)(block + i));
            __m256i b = _mm256_loadu_si256((const __m256i *)(block + i + 32));
            __m256i ca = CLASS(a), cb = CLASS(b);
            _mm256_store_si256((__m256i *)(folded + i), FOLD(a, ca));
            _mm256_store_si256((__m256i *)(folded + i + 32), FOLD(b, cb));
            size_t word = (base + i) >> 6;
            digits[i >> 6] = marks->digits[word] = MASK64(_mm256_slli_epi16(ca, 7), _mm256_slli_epi16(cb, 7));
            marks->separators[word] = MASK64(_mm256_slli_epi16(ca, 2), _mm256_slli_epi16(cb, 2));
            marks->ats[word] = MASK64(_mm256_cmpeq_epi8(a, at), _mm256_cmpeq_epi8(b, at));
            __m256i ua = _mm256_sub_epi8(a, capital_a), ub = _mm256_sub_epi8(b, capital_a);
            capitals[i >> 6] = marks->capitals[word] =
                MASK64(_mm256_cmpeq_epi8(_mm256_min_epu8(ua, twenty_five), ua),
                       _mm256_cmpeq_epi8(_mm256_min_epu8(ub, twenty_five), ub));
        }
        {  // Grams that begin in this block may end in the next.
            __m256i a = _mm256_loadu_si256((const __m256i *)(block + i));
            __m256i ca = CLASS(a);
            _mm256_store_si256((__m256i *)(folded + i), FOLD(a, ca));
            if (wanted) {
                __m256i ua = _mm256_sub_epi8(a, capital_a);
                digits[i >> 6] = MASK(_mm256_slli_epi16(ca, 7));
                capitals[i >> 6] = MASK(_mm256_cmpeq_epi8(_mm256_min_epu8(ua, twenty_five), ua));
            }
        }
        for (i = 0; wanted && i < count; i += 64) {
            // Two bytes for each bucket, that for keywords and that for windows.
            __m256i first, second;
            __m256i bits = hashes_at(folded + i, k1, k2, k3, k4, bit_of_both, hashes);
            __m256i next_bits = hashes_at(folded + i + 32, k1, k2, k3, k4, bit_of_both, hashes + 16);
            first = _mm256_set_m128i(pairs_at(pairs, hashes + 16), pairs_at(pairs, hashes));
            second = _mm256_set_m128i(pairs_at(pairs, hashes + 24), pairs_at(pairs, hashes + 8));
            first = _mm256_and_si256(first, _mm256_permute2x128_si256(bits, next_bits, 0x20));
            second = _mm256_and_si256(second, _mm256_permute2x128_si256(bits, next_bits, 0x31));
            __m256i hit = _mm256_packus_epi16(_mm256_and_si256(first, low_bytes), _mm256_and_si256(second, low_bytes));
            __m256i stop = _mm256_packus_epi16(_mm256_srli_epi16(first, 8), _mm256_srli_epi16(second, 8));
            hit_words[i >> 6] = ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(hit, zero));
            stop_words[i >> 6] = ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(stop, zero));
        }
        for (i = 0; !wanted && i < count; i += 32) {
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
        if (wanted) {
            if (wanted->turns) find_turning(digits, capitals, turning);
            hit_words[(count + 63) >> 6] = stop_words[(count + 63) >> 6] = 0;
            uint32_t hits = 0;
            uint64_t some = 0;
            for (size_t w = 0; w * 128 < count; w++) {
                uint64_t words, marked;
                memcpy(&words, hit_words + 2 * w, 8), memcpy(&marked, stop_words + 2 * w, 8);
                hits = push(hit_offsets, hits, words, (uint32_t)w * 64, 4);
                marked &= turning[w] | words;
                // What was read past the end is not there.
                if (count - w * 128 < 127) marked &= (1ull << ((count - w * 128 + 1) / 2)) - 1;
                some |= stop_bits[w] = marked;
            }
            for (size_t w = 0; some && w * 128 < count; w++) {
                stops = push(stop_offsets, stops, stop_bits[w], (uint32_t)(base / 2 + w * 64), 2);
            }
            for (uint32_t j = 0; j < hits; j++) {
                uint32_t offset = hit_offsets[j] * 2, gram;
                memcpy(&gram, folded + offset, 4);
                uint32_t hash = (gram * 0x9E3779B1u) >> 14;
                grams[found] = (uint64_t)gram << 32 | (uint32_t)(base + offset);
                found += (bitmap[hash >> 5] >> (hash & 31)) & 1;
            }
            if (stops < PENDING) continue;
            uint32_t done = 0;
            do {
                for (int j = 0; j < PENDING; j++) {
                    uint32_t offset = stop_offsets[done + j] * 2;
                    uint64_t earlier = pending_hashes[j], hash = hash_at(text + offset, wanted);
                    __builtin_prefetch(wanted->blocks + (hash >> (64 - wanted->bits)), 0, 0);
                    windows[found_windows] = pending_offsets[j];
                    found_windows += magpie_may_want(wanted, earlier) & has_pending;
                    pending_hashes[j] = hash, pending_offsets[j] = offset;
                }
                has_pending = 1, done += PENDING;
            } while (stops - done >= PENDING);
            memcpy(stop_offsets, stop_offsets + done, PENDING * sizeof *stop_offsets);
            stops -= done;
            continue;
        }
        for (i = (count + 31) >> 5; i & 3; i++) hit_bits[i] = 0;
        // Bits to offsets without a branch that depends on them: four are always written, then the count decides.
        uint32_t hits = 0;
        for (size_t w = 0; w * 128 < count; w++) {
            uint64_t bits;
            memcpy(&bits, hit_bits + 4 * w, 8);
            uint32_t set = (uint32_t)__builtin_popcountll(bits), origin = (uint32_t)w * 64;
            for (int j = 0; j < 4; j++) {
                hit_offsets[hits + j] = origin + (uint32_t)_tzcnt_u64(bits);
                bits = _blsr_u64(bits);
            }
            if (__builtin_expect(set > 4, 0)) {
                uint32_t next = hits + 4;
                do {
                    hit_offsets[next++] = origin + (uint32_t)_tzcnt_u64(bits);
                    bits = _blsr_u64(bits);
                } while (bits);
            }
            hits += set;
        }
        for (uint32_t j = 0; j < hits; j++) {
            uint32_t offset = hit_offsets[j] * 2, gram;
            memcpy(&gram, folded + offset, 4);
            uint32_t hash = (gram * 0x9E3779B1u) >> 14;
            grams[found] = (uint64_t)gram << 32 | (uint32_t)(base + offset);
            found += (bitmap[hash >> 5] >> (hash & 31)) & 1;
        }
    }
    if (wanted) {
        for (int j = 0; has_pending && j < PENDING; j++) {
            windows[found_windows] = pending_offsets[j];
            found_windows += magpie_may_want(wanted, pending_hashes[j]);
        }
        for (uint32_t j = 0; j < stops; j++) {
            windows[found_windows] = stop_offsets[j] * 2;
            found_windows += magpie_may_want(wanted, hash_at(text + stop_offsets[j] * 2, wanted));
        }
        *window_count = found_windows;
    }
    size_t words = (length + 63) >> 6;
    if (length & 63) {  // What was read past the end is not there.
        uint64_t inside = (1ull << (length & 63)) - 1;
        marks->digits[words - 1] &= inside, marks->separators[words - 1] &= inside;
        marks->capitals[words - 1] &= inside, marks->ats[words - 1] &= inside;
    }
    marks->digits[words] = 0, marks->separators[words] = 0, marks->capitals[words] = 0, marks->ats[words] = 0;
    return found;
}

FOR_AVX2 size_t magpie_scan_avx2(const uint8_t *text, size_t length, const magpie_gram_filter *filter,
                                 const magpie_scan_marks *marks) {
    return scan(text, length, filter, marks, NULL, NULL, NULL);
}

FOR_AVX2 size_t magpie_scan_windows_avx2(const uint8_t *text, size_t length, const magpie_gram_filter *filter,
                                         const magpie_scan_marks *marks, const magpie_window_filter *wanted,
                                         uint32_t *windows, size_t *window_count) {
    return scan(text, length, filter, marks, wanted, windows, window_count);
}

#else

int magpie_has_avx2(void) { return 0; }

size_t magpie_scan_avx2(const uint8_t *text, size_t length, const magpie_gram_filter *filter,
                        const magpie_scan_marks *marks) {
    (void)text, (void)length, (void)filter, (void)marks;
    return 0;
}

size_t magpie_scan_windows_avx2(const uint8_t *text, size_t length, const magpie_gram_filter *filter,
                                const magpie_scan_marks *marks, const magpie_window_filter *wanted, uint32_t *windows,
                                size_t *window_count) {
    (void)text, (void)length, (void)filter, (void)marks, (void)wanted, (void)windows, (void)window_count;
    return 0;
}

#endif
