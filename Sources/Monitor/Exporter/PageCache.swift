import Synchronization

/// The pages of the last snapshot that scrapers asked for, each put together once for all who want it.
final class PageCache: Sendable {
    /// A page that nobody asked for during this time is forgotten; Prometheus asks at least every few minutes.
    static let lifetime = Duration.seconds(600)

    private struct Key: Hashable {
        let format: ExpositionFormat
        let coding: ContentCoding
    }

    private struct Entry {
        let page: ScrapePage
        let generation: UInt64
        var lastUse: ContinuousClock.Instant
    }

    private let snapshots: SnapshotStore
    private let entries = Mutex<[Key: Entry]>([:])
    /// Held while a page is put together, so that those who come meanwhile get the same one.
    private let assembly = Mutex(())

    init(_ snapshots: SnapshotStore) {
        self.snapshots = snapshots
    }

    /// The number of the last snapshot.
    var generation: UInt64 { snapshots.current.generation }

    /// How many pages are in memory.
    var keptCount: Int { entries.withLock { $0.count } }

    /// The page of a snapshot that is at least as new as a given one. May block while another thread puts it together.
    func page(
        _ format: ExpositionFormat, _ coding: ContentCoding, since generation: UInt64,
        at now: ContinuousClock.Instant = .now
    ) -> ScrapePage {
        let key = Key(format: format, coding: coding)
        if let page = kept(key, since: generation, at: now) { return page }
        return assembly.withLock { _ in
            if let page = kept(key, since: generation, at: now) { return page }
            let snapshot = snapshots.current
            let page = Self.page(key, of: snapshot)
            entries.withLock { entries in
                entries[key] = Entry(page: page, generation: snapshot.generation, lastUse: now)
                entries = entries.filter { $0.value.lastUse.duration(to: now) < Self.lifetime }
            }
            return page
        }
    }

    private func kept(_ key: Key, since generation: UInt64, at now: ContinuousClock.Instant) -> ScrapePage? {
        entries.withLock { entries in
            guard let entry = entries[key], entry.generation >= generation else { return nil }
            entries[key]?.lastUse = now
            return entry.page
        }
    }

    private static func page(_ key: Key, of snapshot: EvaluationSnapshot) -> ScrapePage {
        let compressed = PageLayout(snapshot.parts).compressed(as: key.format)
        return key.coding == .gzip ? .gzip(compressed) : .identity(compressed.inflated)
    }
}
