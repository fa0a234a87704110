// Where a text may have what needs no keyword, asked of the masks of a pass for many bytes at once; most have none.

#include "CScanKernels.h"
#include "vectorized.h"

#include <string.h>

// Words of masks that are asked together.
enum { GROUP = 4 };
typedef uint64_t words __attribute__((vector_size(8 * GROUP)));

// The bits that come from the next word, and are not asked there.
#define UNKNOWN(count) (~0ull << (64 - (count)))

VECTORIZED size_t magpie_next_structure(const magpie_scan_marks *marks, size_t start, size_t end) {
    size_t w = start;
    for (; w < end; w += GROUP) {
        words digits, next_digits, capitals, next_capitals, separators, found;
        memcpy(&digits, marks->digits + w, sizeof digits), memcpy(&next_digits, marks->digits + w + 1, sizeof digits);
        memcpy(&capitals, marks->capitals + w, sizeof digits), memcpy(&next_capitals, marks->capitals + w + 1, sizeof digits);
        memcpy(&separators, marks->separators + w, sizeof digits), memcpy(&found, marks->ats + w, sizeof digits);
        words heads = capitals & (capitals >> 1 | next_capitals << 63) & (digits >> 2 | next_digits << 62) &
                      (digits >> 3 | next_digits << 61);
        // Where a group of digits begins that goes on as runs and dates do, whatever the next word holds.
        words groups = digits & ~(digits << 1), any = digits | separators;
        words run = any & (any >> 1 | UNKNOWN(1));
        run &= run >> 2 | UNKNOWN(2);
        run &= (run >> 4 | UNKNOWN(4)) & (any >> 8 | UNKNOWN(8));
        words date = digits & (digits >> 1 | UNKNOWN(1));
        date &= date >> 2 | UNKNOWN(2);
        date &= (date >> 2 | UNKNOWN(2)) & (digits >> 6 | UNKNOWN(6));
        found |= heads | (groups & (run | date));
        if (!(found[0] | found[1] | found[2] | found[3])) continue;
        for (size_t i = 0; i < GROUP; i++) {
            if (found[i]) return w + i < end ? w + i : end;
        }
    }
    return end;
}
