#include "mw_sort.h"

#include <hwy/contrib/sort/vqsort.h>

#include <algorithm>

namespace {

// Below, what the library allocates for a sort costs more than vectors save.
constexpr int64_t fewest_for_vectors = 128;

}  // namespace

void mw_sort_keys(uint64_t *keys, int64_t count) {
    if (count < fewest_for_vectors) {
        std::sort(keys, keys + count);
        return;
    }
    hwy::Sorter()(keys, static_cast<size_t>(count), hwy::SortAscending());
}
