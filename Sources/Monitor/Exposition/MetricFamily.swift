import Checks

/// A metric with its samples, each set of labels once, in a stable order.
struct MetricFamily: Sendable {
    let metric: MetricDescriptor
    let samples: [MetricSample]
    /// Samples that were left out because one with the same labels was there before.
    let duplicates: [MetricSample]

    /// Sorts the samples of a metric by the bytes of their label values.
    ///
    /// Of samples with equal labels the first one stands, because Prometheus would drop a second one without a word.
    init(_ metric: MetricDescriptor, _ samples: [MetricSample]) {
        self.metric = metric
        // Stable, so that the first of several is the first that was measured.
        let sorted = samples.enumerated().sorted { first, second in
            switch Self.order(first.element.labels, second.element.labels) {
            case .ascending: true
            case .same: first.offset < second.offset
            case .descending: false
            }
        }
        var unique: [MetricSample] = []
        var duplicates: [MetricSample] = []
        unique.reserveCapacity(sorted.count)
        for (_, sample) in sorted {
            if let last = unique.last, Self.order(last.labels, sample.labels) == .same {
                duplicates.append(sample)
            } else {
                unique.append(sample)
            }
        }
        self.samples = unique
        self.duplicates = duplicates
    }

    /// Families by name of samples in any order.
    static func grouping(_ samples: [MetricSample]) -> [MetricFamily] {
        Dictionary(grouping: samples, by: \.metric.name).values
            .compactMap { samples in samples.first.map { MetricFamily($0.metric, samples) } }
            .sorted { $0.metric.name < $1.metric.name }
    }

    private enum Order {
        case ascending, same, descending
    }

    /// By bytes, as Prometheus compares: to Swift two spellings of one letter are equal.
    private static func order(_ first: [String], _ second: [String]) -> Order {
        for (one, other) in zip(first, second) where !one.utf8.elementsEqual(other.utf8) {
            return one.utf8.lexicographicallyPrecedes(other.utf8) ? .ascending : .descending
        }
        return .same
    }
}
