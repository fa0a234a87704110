#ifndef MAGPIE_SCAN_KERNELS_H
#define MAGPIE_SCAN_KERNELS_H

#include <stddef.h>
#include <stdint.h>

// Asks for memory that will be read soon, wherever it is.
static inline void magpie_prefetch(const void *address) { __builtin_prefetch(address); }

// The tables of a keyword filter; `Prefilter.swift` explains and builds them.
typedef struct {
    const uint8_t *buckets;    // 16,384 bytes: bit h2 of byte h1 is set when a wanted gram hashes to (h1, h2)
    const uint32_t *bitmap;    // 2^18 bits: the wanted grams under another hash, to thin out the first table's hits
    uint16_t first, second;    // multipliers of h1
    uint16_t third, fourth;    // multipliers of h2
} magpie_gram_filter;

// What one pass over a text leaves behind; all memory is the caller's.
typedef struct {
    uint64_t *grams;       // where a wanted gram may stand: offset, and the gram shifted by 32; room for length / 2 + 64
    uint64_t *digits;      // bit i of word w: byte 64 * w + i is 0-9; room for length / 64 + 24 words, as below
    uint64_t *separators;  // one of: space - . / ( )
    uint64_t *capitals;    // A-Z
    uint64_t *ats;         // @
    uint64_t *odd;         // bit i: 2,048 bytes from 2,048 * i on hold bytes outside ASCII, or controls that texts seldom
                           // have (0-8, 11, 14-24, 27, 30, 31), or may end the text; room for length / 131,072 + 1 words
} magpie_scan_marks;

// Which windows of seven bytes are wanted; `WindowFilter.swift` explains and builds it.
typedef struct {
    const uint64_t *marks;   // 2^mark_bits bits: set for the four bytes that wanted windows begin or end with
    const uint64_t *ends;    // 2^end_bits bits: set for the four bytes that wanted windows end with
    const uint64_t *blocks;  // 2^block_bits words: four bits are set in the one that a wanted hash's upper bits point to
    const uint32_t *grams;   // 2^18 pairs of bits under the hash of the gram filter's bitmap: whether a gram is one of that
                             // filter, and whether windows begin or end with it at even offsets; null if none do
    uint32_t mark_bits, end_bits, block_bits;
    uint64_t key, multiplier;
} magpie_window_filter;

/// The keyed hash of a window: seven bytes, the first lowest, the eighth zero. It spreads; it hides nothing.
static inline uint64_t magpie_window_hash(uint64_t window, uint64_t key, uint64_t multiplier) {
    unsigned __int128 product = (unsigned __int128)(window ^ key) * multiplier;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/// The window at `text`, of which eight bytes must be readable.
static inline uint64_t magpie_window_at(const uint8_t *text) {
    uint64_t bytes;
    __builtin_memcpy(&bytes, text, 8);
    return bytes & 0x00FFFFFFFFFFFFFF;
}

/// The keyed hash of the four bytes that a window begins or ends with, the first lowest; its upper bits are those of
/// the mark and the end.
static inline uint32_t magpie_seam_hash(uint32_t seam, uint64_t key, uint64_t multiplier) {
    return (seam ^ (uint32_t)key) * (uint32_t)multiplier;
}

/// The same for what stands at `text`.
static inline uint32_t magpie_seam_hash_at(const magpie_window_filter *filter, const uint8_t *text) {
    uint32_t seam;
    __builtin_memcpy(&seam, text, 4);
    return magpie_seam_hash(seam, filter->key, filter->multiplier);
}

/// Whether four bytes with this hash have a mark: 0 or 1.
static inline uint64_t magpie_is_marked(const magpie_window_filter *filter, uint32_t hash) {
    uint32_t mark = hash >> (32 - filter->mark_bits);
    return filter->marks[mark >> 6] >> (mark & 63) & 1;
}

/// Whether a wanted window may end with four bytes of this hash: 0 or 1.
static inline uint64_t magpie_may_end(const magpie_window_filter *filter, uint32_t hash) {
    uint32_t end = hash >> (32 - filter->end_bits);
    return filter->ends[end >> 6] >> (end & 63) & 1;
}

/// Whether a window with this hash may be wanted: 0 or 1.
static inline uint64_t magpie_may_want(const magpie_window_filter *filter, uint64_t hash) {
    uint64_t block = filter->blocks[hash >> (64 - filter->block_bits)];
    return (block >> (hash & 63)) & (block >> (hash >> 6 & 63)) & (block >> (hash >> 12 & 63)) &
           (block >> (hash >> 18 & 63)) & 1;
}

// Where a gram stands in the table of all that are wanted; empty where nothing may stand before it.
typedef struct {
    uint32_t gram;
    uint16_t before;  // bit n is set when a byte whose last four bits are n may stand right before the gram
    uint16_t after;   // the same for the byte right behind it
} magpie_gram_slot;

// A keyword that a gram betrays, with what refuses most texts: sixteen bytes, because there are tens of thousands.
typedef struct {
    uint64_t head;     // the literal's first eight bytes as they stand in memory, moved up by as many as it does not have, and with
                       // `raised` in each
    int32_t keyword;
    int16_t offset;    // where in the literal the gram is, -2 at least
    uint8_t shift;     // by how many bits bytes are moved up
    uint8_t raised;    // the bit that letters may differ in, if case does not count
} magpie_suspect;

// Eight bytes of a text, the first lowest, as the head of `suspect` is written: signs may still differ in the bit that the case of
// letters is in.
static inline uint64_t magpie_suspected(const magpie_suspect *suspect, uint64_t bytes) {
    return (bytes | suspect->raised * 0x0101010101010101u) << suspect->shift;
}

// What may stand beside a keyword; `Keyword.Boundary` explains it.
enum { MAGPIE_NO_BOUNDARY = 0, MAGPIE_WORD_START = 1, MAGPIE_WORD = 2 };

// A literal as it is compared with a text.
typedef struct {
    uint64_t head;    // the first eight bytes as they stand in memory; bytes that it does not have are zero
    uint64_t kept;    // which bits of them count
    uint64_t raised;  // which bits are set before they are compared: letters without case become small
    uint32_t start;   // where it begins among those of all keywords
    uint32_t length;
    uint8_t boundary, is_short, may_be_hump;
} magpie_literal;

// By what grams lead to keywords; `Prefilter.swift` explains and builds it.
typedef struct {
    const magpie_gram_slot *slots;  // a gram is in one of the two that its hash points to, or the first free one behind them
    const uint32_t *groups;  // for each slot its suspects: the index of the first one times MAGPIE_SUSPECTS, plus how many
    const magpie_suspect *suspects;
    const magpie_literal *compared;  // for each keyword
    const uint8_t *literals;         // each literal twice: its bytes, then for each the bit that the case of a letter is in
    uint32_t slot_mask, slot_shift;
} magpie_keyword_tables;

// A keyword that stands in a text.
typedef struct {
    int32_t start, keyword;
} magpie_keyword_hit;

enum { MAGPIE_SUSPECTS = 4096, MAGPIE_HITS = 4096 };

/// Keeps of `count` grams that a pass has found in `text` those that stand beside what they may, in place, with the place of their
/// slot in place of themselves; returns how many.
size_t magpie_keep_grams(const magpie_keyword_tables *tables, const uint8_t *text, uint64_t *grams, size_t count);

/// Compares `length` bytes of `text` with the keywords that its grams betray, of which there are `count`, from `*next` on, and
/// moves `*next` on. Returns how many keywords stand there: it ends when they are MAGPIE_HITS or more, of which there is room for
/// twice as many.
size_t magpie_find_keywords(const magpie_keyword_tables *tables, const uint8_t *text, size_t length, const uint64_t *grams,
                            size_t count, size_t *next, magpie_keyword_hit *hits);

/// Whether what surrounds the literal at `start` of a text is as its boundary demands.
int magpie_stands(const uint8_t *text, size_t length, size_t start, const magpie_literal *literal);

/// Tells whether the processor has what `magpie_scan_avx2` needs.
int magpie_has_avx2(void);

/// Makes one pass over `length` bytes of `text`, of which 128 more must be readable; returns the number of grams.
/// Ends each mask with a word of zeroes. Only where `magpie_has_avx2` is not 0.
///
/// If `wanted` is not null, it also writes the offsets of windows that may be wanted, among those that begin or end
/// where it stops: at a seam (see `TextWindow.isSeam`), or at one of the filter's grams. `windows` has room for three
/// times as many as there are bytes, and 128 more; `*window_count` is their number.
size_t magpie_scan_avx2(const uint8_t *text, size_t length, const magpie_gram_filter *filter,
                        const magpie_scan_marks *marks, const magpie_window_filter *wanted, uint32_t *windows,
                        size_t *window_count);

/// Whether at least `least` bits of a mask are set from bit `start` up to `end`.
int magpie_has_bits(const uint64_t *mask, size_t start, size_t end, size_t least);

/// Asks for large pages for memory that is read at random; whether there are any does not matter.
void magpie_prefer_large_pages(void *memory, size_t length);

/// Counts the line feeds in `length` bytes.
size_t magpie_line_feeds(const uint8_t *text, size_t length);

/// The offset behind the last line feed in `length` bytes, or 0 if there is none.
size_t magpie_line_start(const uint8_t *text, size_t length);

/// Counts the bytes that are no UTF-8 continuation byte, which is the number of characters of valid UTF-8.
size_t magpie_characters(const uint8_t *text, size_t length);

/// Cuts a row of delimiter-separated values (RFC 4180) that begins at `start` into fields.
/// Writes where each of the first `limit` fields begins, and behind the last of them where it ends plus 1, so `starts`
/// needs room for `limit` + 1; `*count` is the number of fields written. Returns where the next row begins.
size_t magpie_split_row(const uint8_t *text, size_t start, size_t length, uint8_t delimiter, uint32_t *starts,
                        size_t limit, size_t *count);

/// Tells whether all bytes are printable ASCII or one of the controls from tab to carriage return.
int magpie_is_plain_ascii(const uint8_t *text, size_t length);

// In which encoding signs are looked for that stand for others.
enum { MAGPIE_UTF8 = 0, MAGPIE_SINGLE_BYTES = 1, MAGPIE_QUOTED_PRINTABLE = 2 };

/// The offset from `start` on, before `end`, of the first byte that may begin an invisible sign, a space or digit of
/// another kind, an escape sequence or a packed format; `end` if there is none. `modes` is a sum of those above; three
/// bytes must be readable behind `end`.
size_t magpie_next_sign(const uint8_t *text, size_t start, size_t end, unsigned modes);

// Words in small letters that may stand between others with capitals.
typedef struct {
    uint32_t first;  // bit i: one begins with the i-th letter of the alphabet, from 0 on
    size_t longest;  // in bytes, with a point
} magpie_short_words;

/// The offset from `start` on, before `end`, of the first blank between the end of a word, `.`, `,` or `:` and what may be a
/// capital letter, Latin, Greek or Cyrillic; `end` if there is none. `start` is 1 or more; the bytes before it and at `end` must be
/// readable. Blanks behind words that begin with a small letter of ASCII are passed over, unless they may be some of `joining`, and
/// those behind words that a digit or a sign such as `_` or `/` stands right before.
size_t magpie_next_capital(const uint8_t *text, size_t start, size_t end, const magpie_short_words *joining);

/// Counts controls that are no white space, escapes or zeroes.
size_t magpie_controls(const uint8_t *text, size_t length);

/// The offset in `start..<end` of the first run of letters of base64 (either alphabet, without padding) of at least `least` bytes
/// that may say something in base 64, 32 or 16 by what it begins with, which is asked of 24 letters or more; its length goes into
/// `length`. `end` if there is none.
size_t magpie_next_letters(const uint8_t *text, size_t start, size_t end, size_t least, size_t *length);

/// The offset of the first of three escapes that follow one another (`\u0041`, `\x41`, `%u0041`, `%41`, `=41`, `&#65;`, `&nbsp;`),
/// or of a single one that stands inside of a value, as the `@` of an address or a letter of a name does; `end` if there are none.
size_t magpie_next_escapes(const uint8_t *text, size_t start, size_t end);

/// The offset of the first run of at least `least` printable ASCII characters that have a zero behind them, whose length in bytes
/// goes into `length`; `end` if there is none.
size_t magpie_next_wide(const uint8_t *text, size_t start, size_t end, size_t least, size_t *length);

#endif
