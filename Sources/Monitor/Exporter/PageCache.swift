import Synchronization

/// The pages of the last snapshot that scrapers asked for, each put together once for all who want it.
final class PageCache: Sendable {
    /// A page that nobody asked for during this time is forgotten; Prometheus asks at least every few minutes.
    static let lifetime = Duration.seconds(600)
    /// How far a page may be behind the snapshot, so that a scrape need not wait until it is put together.
    static let leeway = Duration.seconds(3)

    private struct Key: Hashable {
        let format: ExpositionFormat
        let coding: ContentCoding
    }

    /// What Prometheus asks for; it is ready for the first scrape.
    private static let usual = Key(format: .openMetrics, coding: .gzip)

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

    /// Wakes when there is another snapshot, for one consumer.
    var changes: AsyncStream<Void> { snapshots.signal.wakeUps }

    /// The oldest snapshot that a scrape may still see.
    func oldestGeneration(at now: ContinuousClock.Instant = .now) -> UInt64 {
        snapshots.generation(at: now - Self.leeway)
    }

    /// Puts the compressed pages that scrapers ask for together anew, before they ask.
    ///
    /// Not those without compression, which take many times as long, and which programs ask for that look once.
    func refresh(at now: ContinuousClock.Instant = .now) {
        for key in entries.withLock({ $0.isEmpty ? [Self.usual] : Array($0.keys) }) where key.coding == .gzip {
            _ = assembly.withLock { assemble(key, &$0, at: now, isAskedFor: false) }
        }
    }

    /// The page of a snapshot that is at least as new as a given one. May block while another thread puts it together.
    func page(
        _ format: ExpositionFormat, _ coding: ContentCoding, since generation: UInt64,
        at now: ContinuousClock.Instant = .now
    ) -> ScrapePage {
        let key = Key(format: format, coding: coding)
        if let page = kept(key, since: generation, at: now) { return page }
        return assembly.withLock { blocks in
            kept(key, since: generation, at: now) ?? assemble(key, &blocks, at: now, isAskedFor: true)
        }
    }

    private func assemble(
        _ key: Key, _ blocks: inout [SampleEncoding: [BlockEntry]], at now: ContinuousClock.Instant, isAskedFor: Bool
    ) -> ScrapePage {
        let snapshot = snapshots.current
        let encoding = key.format.encoding
        blocks[encoding] = Self.blocks(of: snapshot, encoding, before: blocks[encoding] ?? [])
        let page = Self.page(key, (blocks[encoding] ?? []).map(\.block))
        let used = keep(key, at: now) { before in
            Entry(
                page: page, generation: snapshot.generation, lastUse: isAskedFor ? now : before?.lastUse ?? now)
        }
        blocks = blocks.filter { used.contains($0.key) }
        return page
    }

    private func kept(_ key: Key, since generation: UInt64, at now: ContinuousClock.Instant) -> ScrapePage? {
        entries.withLock { entries in
            guard let entry = entries[key], entry.generation >= generation else { return nil }
            entries[key]?.lastUse = now
            return entry.page
        }
    }

    /// Keeps a page in the place of that before, and forgets those that nobody wants; tells which encodings are still in use.
    private func keep(
        _ key: Key, at now: ContinuousClock.Instant, _ entry: (Entry?) -> Entry
    ) -> Set<SampleEncoding> {
        entries.withLock { entries in
            entries[key] = entry(entries[key])
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
