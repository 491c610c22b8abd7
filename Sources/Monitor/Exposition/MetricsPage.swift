public import Checks

/// A metrics page: measurements grouped into families in a stable order.
public struct MetricsPage: Sendable {
    private struct Family: Sendable {
        let metric: MetricDescriptor
        var samples: [Measurement]
    }

    private let families: [Family]
    /// Samples that were left out because a sample with the same metric and labels was there before.
    public let duplicates: [Measurement]

    /// Groups and sorts measurements: families by name, samples by label values.
    ///
    /// Of samples with equal metric and labels the first one stands, because a second one would be dropped
    /// by Prometheus without a word.
    public init(_ measurements: [Measurement]) {
        var duplicates: [Measurement] = []
        let byMetric = Dictionary(grouping: measurements, by: \.metric)
        families = byMetric.values.compactMap { samples in
            guard let metric = samples.first?.metric else { return nil }
            // By bytes, as Prometheus compares: to Swift two spellings of one letter are equal.
            var seen: Set<[[UInt8]]> = []
            let unique = samples.filter { sample in
                if seen.insert(sample.labels.map { Array($0.utf8) }).inserted { return true }
                duplicates.append(sample)
                return false
            }
            return Family(metric: metric, samples: unique.sorted { $0.labels.lexicographicallyPrecedes($1.labels) })
        }
        .sorted { $0.metric.name < $1.metric.name }
        self.duplicates = duplicates
    }

    /// All samples in the order in which they are written.
    var samples: [Measurement] { families.flatMap(\.samples) }

    /// The page in the given format, ending in a newline.
    ///
    /// - Parameter isLast: false for a part that another part follows; OpenMetrics marks the end of the whole.
    public func encoded(as format: ExpositionFormat, isLast: Bool = true) -> String {
        var writer = ExpositionWriter(format: format)
        for family in families {
            writer.header(family.metric)
            for sample in family.samples { writer.sample(sample) }
        }
        return writer.finished(isLast: isLast)
    }
}
