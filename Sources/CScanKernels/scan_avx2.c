// The pass over every byte for processors with AVX2 (2013 and later).

#include "vectorized.h"

#if defined(__x86_64__)

#define KERNEL AVX2
#include "scan_vectors.h"

AVX2 size_t magpie_scan_avx2(const uint8_t *text, size_t length, const magpie_gram_filter *filter, const magpie_scan_marks *marks,
                             const magpie_window_filter *wanted, uint32_t *windows, size_t *window_count) {
    if (wanted) return scan(text, length, filter, marks, wanted, windows, window_count);
    return scan(text, length, filter, marks, NULL, NULL, NULL);
}

#else

#include "CScanKernels.h"

size_t magpie_scan_avx2(const uint8_t *text, size_t length, const magpie_gram_filter *filter, const magpie_scan_marks *marks,
                        const magpie_window_filter *wanted, uint32_t *windows, size_t *window_count) {
    (void)text, (void)length, (void)filter, (void)marks, (void)wanted, (void)windows, (void)window_count;
    return 0;
}

#endif
