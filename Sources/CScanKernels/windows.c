// The look into a window filter for places that were found otherwise than by a kernel.

#include "CScanKernels.h"

size_t magpie_keep_wanted(const uint8_t *text, uint32_t *offsets, size_t count, const magpie_window_filter *wanted) {
    // No branch depends on a single window, and what lies far away is asked for last.
    size_t marked = 0, kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t offset = offsets[i];
        offsets[marked] = offset;
        marked += magpie_is_marked(wanted, magpie_window_hash(magpie_window_at(text + offset), wanted->key, wanted->multiplier));
    }
    for (size_t i = 0; i < marked; i++) {
        uint32_t offset = offsets[i];
        offsets[kept] = offset;
        kept += magpie_may_want(wanted, magpie_window_hash(magpie_window_at(text + offset), wanted->key, wanted->multiplier));
    }
    return kept;
}
