// Memory for the large buffers of an evaluation, and what glibc's allocator can be told about the others. What a system
// lacks is left out: no function fails for it.
#pragma once

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Keeps freed blocks of up to 32 MiB for reuse instead of giving each back to the system.
void mw_allocator_keep_blocks(void);

/// Gives back to the system what is free.
void mw_allocator_release_blocks(void);

/// Fresh pages, zeroed, large ones where the system has them: their first touch costs a tenth. Null without memory.
void *_Nullable mw_pages_allocate(size_t bytes);

/// Makes pages larger or smaller, moving them if need be, without copying. Null, and nothing done, without memory.
void *_Nullable mw_pages_resize(void *_Nonnull pages, size_t bytes, size_t new_bytes);

/// Gives pages back.
void mw_pages_free(void *_Nonnull pages, size_t bytes);

#ifdef __cplusplus
}
#endif
