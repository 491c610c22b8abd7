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

    private struct BlockEntry {
        let block: PageBlock
        let generation: UInt64
    }

    private let snapshots: SnapshotStore
    private let entries = Mutex<[Key: Entry]>([:])
    /// Held while a page is put together, so that those who come meanwhile get the same one.
    private let assembly = Mutex<[SampleEncoding: [BlockEntry]]>([:])

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
        return assembly.withLock { blocks in
            if let page = kept(key, since: generation, at: now) { return page }
            let snapshot = snapshots.current
            let encoding = format.encoding
            blocks[encoding] = Self.blocks(of: snapshot, encoding, before: blocks[encoding] ?? [])
            let page = Self.page(key, (blocks[encoding] ?? []).map(\.block))
            let used = keep(Entry(page: page, generation: snapshot.generation, lastUse: now), key, at: now)
            blocks = blocks.filter { used.contains($0.key) }
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

    /// Keeps a page and forgets those that nobody wants; tells which encodings are still in use.
    private func keep(_ entry: Entry, _ key: Key, at now: ContinuousClock.Instant) -> Set<SampleEncoding> {
        entries.withLock { entries in
            entries[key] = entry
            entries = entries.filter { $0.value.lastUse.duration(to: now) < Self.lifetime }
            return Set(entries.keys.map(\.format.encoding))
        }
    }

    /// The blocks of a snapshot, of which those that did not change are taken from before.
    private static func blocks(
        of snapshot: EvaluationSnapshot, _ encoding: SampleEncoding, before: [BlockEntry]
    ) -> [BlockEntry] {
        snapshot.blocks.enumerated().map { index, block in
            if before.indices.contains(index), before[index].generation == block.generation { return before[index] }
            return BlockEntry(
                block: PageBlock(snapshot.parts(of: block), encoding: encoding), generation: block.generation)
        }
    }

    private static func page(_ key: Key, _ blocks: [PageBlock]) -> ScrapePage {
        let compressed = PageLayout(blocks).compressed(as: key.format)
        return key.coding == .gzip ? .gzip(compressed) : .identity(compressed.inflated)
    }
}
