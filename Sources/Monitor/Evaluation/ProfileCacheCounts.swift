import Synchronization

/// How often the profile of a column of one reference was in the cache, over many evaluations.
final class ProfileCacheCounts: Sendable {
    private let hitCount = Atomic(0)
    private let missCount = Atomic(0)

    /// Columns whose profile was there.
    var hits: Int { hitCount.load(ordering: .relaxed) }
    /// Columns that were read.
    var misses: Int { missCount.load(ordering: .relaxed) }

    func countHit() { hitCount.wrappingAdd(1, ordering: .relaxed) }

    func countMiss() { missCount.wrappingAdd(1, ordering: .relaxed) }
}
