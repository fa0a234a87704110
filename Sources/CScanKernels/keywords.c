// From grams to keywords: what the pass has found is first thinned out by what stands beside it, then compared with the keywords
// themselves. In C for the loops in which nothing may depend on a single gram; `Prefilter.swift` explains and builds the tables.

#include "CScanKernels.h"
#include "vectorized.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// How many grams ahead memory is asked for: the tables lie outside of the nearer caches.
enum { LEAD = 12 };

// The first of the two slots in which a gram is unless others were there first: by Fibonacci hashing, whose upper bits depend on
// every byte.
static inline uint32_t home(const magpie_keyword_tables *tables, uint32_t gram) {
    return (gram * 0x9E3779B1u) >> tables->slot_shift << 1;
}

// Keeps those from `start` on, behind the `kept` ones that were kept of those before.
static size_t keep_grams(const magpie_keyword_tables *tables, const uint8_t *text, uint64_t *grams, size_t count, size_t start,
                         size_t kept) {
    const magpie_gram_slot *slots = tables->slots;
    // Nothing but the rare third place depends on a single one, so that the processor need not guess.
    for (size_t i = start; i < count; i++) {
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

#if defined(__x86_64__)

// The numbers that processors read from eight places at once.
#define GATHER(base, places, size) _mm512_i64gather_epi64(places, (const long long *)(base), size)

// The same for eight grams at once.
AVX512 static size_t keep_grams_avx512(const magpie_keyword_tables *tables, const uint8_t *text, uint64_t *grams, size_t count) {
    const magpie_gram_slot *slots = tables->slots;
    const __m512i low_half = _mm512_set1_epi64(0xFFFFFFFF), one = _mm512_set1_epi64(1), fifteen = _mm512_set1_epi64(15);
    const __m128i shift = _mm_cvtsi32_si128((int)tables->slot_shift);
    size_t kept = 0, i = 0;
    for (; i + 8 <= count; i += 8) {
        if (i + 3 * LEAD < count) {
            __m512i soon = _mm512_srli_epi64(_mm512_loadu_si512(grams + i + 2 * LEAD), 32);
            soon = _mm512_and_si512(_mm512_mul_epu32(soon, _mm512_set1_epi64(0x9E3779B1u)), low_half);
            uint64_t homes[8];
            _mm512_storeu_si512(homes, _mm512_srl_epi64(soon, shift));
            for (int j = 0; j < 8; j++) __builtin_prefetch(slots + 2 * homes[j]);
        }
        __m512i found = _mm512_loadu_si512(grams + i);
        __m512i offset = _mm512_and_si512(found, low_half), gram = _mm512_srli_epi64(found, 32);
        __m512i place = _mm512_and_si512(_mm512_mul_epu32(gram, _mm512_set1_epi64(0x9E3779B1u)), low_half);
        place = _mm512_slli_epi64(_mm512_srl_epi64(place, shift), 1);
        __m512i slot = GATHER(slots, place, 8), second = GATHER(slots + 1, place, 8);
        __mmask8 isSecond = _mm512_cmpeq_epi64_mask(_mm512_and_si512(second, low_half), gram);
        slot = _mm512_mask_mov_epi64(slot, isSecond, second);
        place = _mm512_mask_add_epi64(place, isSecond, place, one);
        __mmask8 isThere = _mm512_cmpeq_epi64_mask(_mm512_and_si512(slot, low_half), gram);
        // An empty slot takes nothing.
        unsigned others = ~(unsigned)isThere & _mm512_test_epi64_mask(second, _mm512_set1_epi64(0xFFFF00000000));
        if (__builtin_expect(others != 0, 0)) {
            uint64_t places[8], taken[8];
            _mm512_storeu_si512(places, place), _mm512_storeu_si512(taken, slot);
            for (; others; others &= others - 1) {
                unsigned lane = (unsigned)__builtin_ctz(others);
                uint32_t at = (uint32_t)places[lane], wanted = (uint32_t)(grams[i + lane] >> 32);
                while (slots[at].gram != wanted && slots[at].before) at = (at + 1) & tables->slot_mask;
                places[lane] = at;
                memcpy(taken + lane, slots + at, 8);
            }
            place = _mm512_loadu_si512(places), slot = _mm512_loadu_si512(taken);
            isThere = _mm512_cmpeq_epi64_mask(_mm512_and_si512(slot, low_half), gram);
        }
        // Before the first byte there is nothing to know.
        __mmask8 isFirst = _mm512_testn_epi64_mask(offset, offset);
        __m512i around = GATHER(text, _mm512_mask_sub_epi64(offset, (__mmask8)~isFirst, offset, one), 1);
        __m512i behind = _mm512_mask_slli_epi64(around, isFirst, around, 8);
        __m512i before = _mm512_and_si512(around, fifteen);
        __m512i after = _mm512_and_si512(_mm512_srli_epi64(behind, 40), fifteen);
        __m512i taken = _mm512_and_si512(_mm512_srlv_epi64(_mm512_srli_epi64(slot, 32), before),
                                         _mm512_srlv_epi64(_mm512_srli_epi64(slot, 48), after));
        __mmask8 isKept = _mm512_mask_test_epi64_mask(isThere, taken, one);
        __m512i left = _mm512_or_si512(_mm512_slli_epi64(place, 32), offset);
        // Whatever is written over was read.
        _mm512_storeu_si512(grams + kept, _mm512_maskz_compress_epi64(isKept, left));
        kept += (size_t)__builtin_popcount(isKept);
    }
    return keep_grams(tables, text, grams, count, i, kept);
}

#endif

size_t magpie_keep_grams(const magpie_keyword_tables *tables, const uint8_t *text, uint64_t *grams, size_t count) {
#if defined(__x86_64__)
    if (tables->vectors >= MAGPIE_AVX512) return keep_grams_avx512(tables, text, grams, count);
#endif
    return keep_grams(tables, text, grams, count, 0, 0);
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

// Notes the keyword of `suspect` if it begins at `start`, where its first eight bytes were compared; returns how many there are
// then.
static inline size_t note_keyword(const magpie_keyword_tables *tables, const uint8_t *text, size_t length,
                                  const magpie_suspect *suspect, int64_t start, magpie_keyword_hit *hits, size_t found) {
    uint64_t head;
    memcpy(&head, text + start, 8);
    const magpie_literal *literal = tables->compared + suspect->keyword;
    if (((head | literal->raised) & literal->kept) != literal->head || (size_t)start + literal->length > length) return found;
    if (literal->length > 8 && !goes_on(tables, text + start, literal)) return found;
    if (!magpie_stands(text, length, (size_t)start, literal)) return found;
    hits[found].start = (int32_t)start;
    hits[found].keyword = suspect->keyword;
    return found + 1;
}

static size_t find_keywords(const magpie_keyword_tables *tables, const uint8_t *text, size_t length, const uint64_t *grams,
                            size_t count, size_t *next, magpie_keyword_hit *hits) {
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
            found = note_keyword(tables, text, length, suspect, start, hits, found);
        }
    }
    *next = i;
    return found;
}

#if defined(__x86_64__)

// Pairs of grams and suspects that are compared together.
enum { PAIRS = 2048 };

// The same in three steps, in which hardly a branch depends on a single gram: what each betrays is written down; eight heads are
// compared at once; what is left is looked at one by one.
AVX512 static size_t find_keywords_avx512(const magpie_keyword_tables *tables, const uint8_t *text, size_t length,
                                          const uint64_t *grams, size_t count, size_t *next, magpie_keyword_hit *hits) {
    uint32_t indices[PAIRS + MAGPIE_SUSPECTS + 16], offsets[PAIRS + MAGPIE_SUSPECTS + 16];
    const __m256i ahead = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    size_t found = 0, i = *next;
    while (i < count && found < MAGPIE_HITS) {
        size_t pairs = 0;
        for (; i < count && pairs < PAIRS; i++) {
            __builtin_prefetch(tables->groups + (grams[i + LEAD < count ? i + LEAD : count - 1] >> 32));
            uint32_t group = tables->groups[grams[i] >> 32], first = group / MAGPIE_SUSPECTS, number = group % MAGPIE_SUSPECTS;
            __builtin_prefetch(tables->suspects + first);
            __m256i offset = _mm256_set1_epi32((int)(uint32_t)grams[i]);
            size_t added = 0;
            do {
                __m256i index = _mm256_add_epi32(_mm256_set1_epi32((int)(first + added)), ahead);
                _mm256_storeu_si256((__m256i *)(indices + pairs + added), index);
                _mm256_storeu_si256((__m256i *)(offsets + pairs + added), offset);
                added += 8;
            } while (__builtin_expect(added < number, 0));
            pairs += number;
        }
        size_t left = 0;
        for (size_t j = 0; j < pairs; j += 8) {
            __mmask8 all = pairs - j >= 8 ? 0xFF : (__mmask8)((1u << (pairs - j)) - 1);
            __m256i number = _mm256_loadu_si256((const __m256i *)(indices + j));
            __m512i place = _mm512_slli_epi64(_mm512_cvtepu32_epi64(number), 1), zero = _mm512_setzero_si512();
            __m512i head = _mm512_mask_i64gather_epi64(zero, all, place, (const long long *)tables->suspects, 8);
            __m512i rest = _mm512_mask_i64gather_epi64(zero, all, place, (const long long *)tables->suspects + 1, 8);
            // Of the second half: a keyword of 32 bits, an offset of 16, a shift and a bit of 8 each.
            __m512i before = _mm512_srai_epi64(_mm512_slli_epi64(rest, 16), 48);
            __m512i shift = _mm512_and_si512(_mm512_srli_epi64(rest, 48), _mm512_set1_epi64(0xFF));
            __m512i raised = _mm512_shuffle_epi8(rest, _mm512_set4_epi32(0x0F0F0F0F, 0x0F0F0F0F, 0x07070707, 0x07070707));
            __m512i offset = _mm512_cvtepu32_epi64(_mm256_loadu_si256((const __m256i *)(offsets + j)));
            __m512i start = _mm512_sub_epi64(offset, before);
            all = _mm512_mask_cmpge_epi64_mask(all, start, zero);
            __m512i bytes = _mm512_mask_i64gather_epi64(zero, all, start, (const long long *)text, 1);
            bytes = _mm512_sllv_epi64(_mm512_or_si512(bytes, raised), shift);
            __mmask8 same = _mm512_mask_cmpeq_epi64_mask(all, bytes, head);
            _mm256_storeu_si256((__m256i *)(indices + left), _mm256_maskz_compress_epi32(same, number));
            _mm256_storeu_si256((__m256i *)(offsets + left), _mm256_maskz_compress_epi32(same, _mm512_cvtepi64_epi32(start)));
            left += (size_t)__builtin_popcount(same);
        }
        for (size_t j = 0; j < left; j++) {
            found = note_keyword(tables, text, length, tables->suspects + indices[j], offsets[j], hits, found);
        }
    }
    *next = i;
    return found;
}

#endif

size_t magpie_find_keywords(const magpie_keyword_tables *tables, const uint8_t *text, size_t length, const uint64_t *grams,
                            size_t count, size_t *next, magpie_keyword_hit *hits) {
#if defined(__x86_64__)
    if (tables->vectors >= MAGPIE_AVX512) return find_keywords_avx512(tables, text, length, grams, count, next, hits);
#endif
    return find_keywords(tables, text, length, grams, count, next, hits);
}
