import Checks

/// What a look at a server found.
struct StatusReading: Sendable, Equatable {
    private(set) var measurements: [Measurement] = []
    /// Things that were left out because of a limit.
    private(set) var omitted = 0

    /// Notes a value, if there is one.
    mutating func add(_ metric: MetricDescriptor, _ labels: [String], _ value: Double?) {
        guard let value, value.isFinite else { return }
        measurements.append(Measurement(metric, labels, value))
    }

    /// Notes whether something holds.
    mutating func add(_ metric: MetricDescriptor, _ labels: [String], _ holds: Bool) {
        add(metric, labels, holds ? 1 : 0)
    }

    /// As many of the items as the limit allows.
    mutating func limited<Item>(_ items: [Item], to limit: Int) -> ArraySlice<Item> {
        omitted += max(0, items.count - limit)
        return items.prefix(limit)
    }
}
