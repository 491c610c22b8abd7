import Checks

/// What a scrape sees: the state of every model at one moment, each with its part of the page already written.
struct EvaluationSnapshot: Sendable {
    /// A model's state with what it says of its own work, written.
    final class Entry: Sendable {
        let state: ModelState
        let own: PagePart

        init(_ state: ModelState) {
            self.state = state
            own = PagePart(state.ownSamples)
        }
    }

    /// Neighbouring models, whose parts are put together.
    struct Block: Sendable {
        /// That of its last change.
        fileprivate(set) var generation: UInt64
        let range: Range<Int>
    }

    private static let blockSize = 32

    /// The part that does not change while the process runs.
    private static let product = PagePart([
        MetricSample(Measurement(ExporterMetric.buildInformation, ProductVersion.labels, 1))
    ])

    /// Grows with each change.
    private(set) var generation: UInt64
    private var entries: [Entry]
    private let places: [String: Int]
    /// In the order in which they share families.
    private(set) var blocks: [Block]

    /// - Parameters:
    ///   - entries: In the order of the configuration.
    ///   - generation: More than that of any snapshot before.
    init(_ entries: [Entry], generation: UInt64 = 0) {
        self.generation = generation
        self.entries = entries
        places = Dictionary(
            entries.enumerated().map { ($1.state.model.name, $0) }, uniquingKeysWith: { first, _ in first })
        // There is a first one even without models: the product has its part there.
        blocks = stride(from: 0, to: max(1, entries.count), by: Self.blockSize).map { start in
            Block(generation: generation, range: start..<min(start + Self.blockSize, entries.count))
        }
    }

    /// In the order of the configuration.
    var models: [ModelState] { entries.map(\.state) }

    /// The parts of a block in the order in which they share families; those of the product are in the first.
    func parts(of block: Block) -> [PagePart] {
        (block.range.lowerBound == 0 ? [Self.product] : [])
            + entries[block.range].flatMap { [$0.state.findings, $0.own] }
    }

    /// Replaces the state of a model.
    mutating func replace(_ entry: Entry) {
        guard let place = places[entry.state.model.name] else { return }
        entries[place] = entry
        generation += 1
        blocks[place / Self.blockSize].generation = generation
    }
}
