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

    /// The part that does not change while the process runs.
    private static let product = PagePart([
        MetricSample(Measurement(ExporterMetric.buildInformation, [ProductVersion.current], 1))
    ])

    /// Grows with each change.
    private(set) var generation: UInt64 = 0
    private var entries: [Entry]
    private let places: [String: Int]

    /// - Parameter models: In the order of the configuration.
    init(_ models: [ModelState]) {
        entries = models.map(Entry.init)
        places = Dictionary(
            models.enumerated().map { ($1.model.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// In the order of the configuration.
    var models: [ModelState] { entries.map(\.state) }

    /// The parts of the page, in the order in which they share families.
    var parts: [PagePart] { [Self.product] + entries.flatMap { [$0.state.findings, $0.own] } }

    /// Replaces the state of a model.
    mutating func replace(_ entry: Entry) {
        guard let place = places[entry.state.model.name] else { return }
        entries[place] = entry
        generation += 1
    }
}
