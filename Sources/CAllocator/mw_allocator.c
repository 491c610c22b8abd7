#include "mw_allocator.h"

// Defines __GLIBC__ where that is the library.
#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

void mw_allocator_keep_blocks(void) {
#ifdef __GLIBC__
    // 32 MiB is the largest threshold that glibc takes.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 512 << 20);
#endif
}

void mw_allocator_release_blocks(void) {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}
