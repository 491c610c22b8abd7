import CAllocator
import Statistics

/// How the allocator treats the large buffers of an evaluation.
enum MemoryPolicy {
    /// Keeps freed buffers for the next column: fresh pages cost more than what is computed on them. Measured at a
    /// million rows: half of the system time.
    static func keepBuffers() { mw_allocator_keep_blocks() }

    /// Gives back what is free, once an evaluation is over.
    static func releaseBuffers() {
        KeyArray.releaseFreeMemory()
        mw_allocator_release_blocks()
    }
}
