// What glibc's allocator can be told, which Swift's Glibc module does not show. On other systems nothing happens.
#pragma once

/// Keeps freed blocks of up to 32 MiB for reuse instead of giving each back to the system.
void mw_allocator_keep_blocks(void);

/// Gives back to the system what is free.
void mw_allocator_release_blocks(void);
