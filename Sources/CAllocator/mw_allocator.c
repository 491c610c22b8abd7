#define _GNU_SOURCE  // mremap
#include "mw_allocator.h"

// Defines __GLIBC__ where that is the library.
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

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

// Smaller blocks would mostly be empty in a page of 2 MiB.
static const size_t fewest_bytes_for_large_pages = 4 << 20;

static void *advised(void *pages, size_t bytes) {
#ifdef MADV_HUGEPAGE
    if (bytes >= fewest_bytes_for_large_pages) madvise(pages, bytes, MADV_HUGEPAGE);
#endif
    return pages;
}

void *mw_pages_allocate(size_t bytes) {
    void *pages = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return pages == MAP_FAILED ? NULL : advised(pages, bytes);
}

void *mw_pages_resize(void *pages, size_t bytes, size_t new_bytes) {
#ifdef MREMAP_MAYMOVE
    void *moved = mremap(pages, bytes, new_bytes, MREMAP_MAYMOVE);
    return moved == MAP_FAILED ? NULL : advised(moved, new_bytes);
#else
    void *copy = mw_pages_allocate(new_bytes);
    if (copy == NULL) return NULL;
    memcpy(copy, pages, bytes < new_bytes ? bytes : new_bytes);
    munmap(pages, bytes);
    return copy;
#endif
}

void mw_pages_free(void *pages, size_t bytes) {
    munmap(pages, bytes);
}
