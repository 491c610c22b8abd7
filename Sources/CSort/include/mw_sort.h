// Sorts integers by Highway's vectorised quicksort, which takes the widest vectors that the processor has.
//
// Only for integers: version 1.0 replaces infinite doubles and breaks on zeroes of both signs.
#pragma once

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Sorts `count` keys in ascending order, in place. Takes a few kilobytes while it runs.
void mw_sort_keys(uint64_t *_Nonnull keys, int64_t count);

#ifdef __cplusplus
}
#endif
