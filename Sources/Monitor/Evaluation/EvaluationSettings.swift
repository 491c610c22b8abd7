public import Dataset
import NIOCore

/// What holds for every evaluation of a process.
public struct EvaluationSettings: Sendable {
    /// How much memory an evaluation may take.
    public let memory: MemorySettings
    /// How many passes run at the same time: the threads of the pool.
    public let readers: Int
    /// Where profiles of references are kept; nil to read them each time.
    public let cache: ProfileCache?
    /// How often one was there.
    let cacheCounts: ProfileCacheCounts
    /// Data that were fetched from elsewhere.
    public let copies: DatasetCopies

    /// The default budget, on all processors.
    public static let standard = EvaluationSettings(memory: .standard, readers: System.coreCount)

    /// Sets everything.
    public init(memory: MemorySettings, readers: Int, cache: ProfileCache? = nil) {
        self.init(
            memory: memory, readers: readers, cache: cache, cacheCounts: ProfileCacheCounts(),
            copies: DatasetCopies(folder: memory.spillFolder))
    }

    init(
        memory: MemorySettings, readers: Int, cache: ProfileCache?, cacheCounts: ProfileCacheCounts,
        copies: DatasetCopies
    ) {
        self.cacheCounts = cacheCounts
        self.memory = memory
        self.readers = readers
        self.cache = cache
        self.copies = copies
    }
}
