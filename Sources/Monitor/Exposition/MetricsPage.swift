public import Checks

/// A metrics page: samples grouped into families in a stable order.
public struct MetricsPage: Sendable {
    let families: [MetricFamily]

    /// Groups and sorts measurements: families by name, samples by label values.
    public init(_ measurements: [Measurement]) {
        self.init(measurements.map(MetricSample.init))
    }

    init(_ samples: [MetricSample]) {
        families = MetricFamily.grouping(samples)
    }

    /// All measurements in the order in which they are written.
    var measurements: [Measurement] {
        families.flatMap(\.samples).compactMap { sample in
            guard case .number(let value) = sample.value else { return nil }
            return Measurement(sample.metric, sample.labels, value)
        }
    }

    /// Samples that were left out because a sample with the same metric and labels was there before.
    var duplicates: [MetricSample] { families.flatMap(\.duplicates) }

    /// The page in a text format, ending in a newline.
    public func encoded(as format: ExpositionFormat) -> String {
        String(decoding: bytes(as: format), as: UTF8.self)
    }

    /// The page in a format, with what ends a page.
    func bytes(as format: ExpositionFormat) -> [UInt8] {
        families.flatMap { family in
            let samples = format.encoding.bytes(of: family)
            return format.header(of: family.metric, before: samples.count) + samples
        } + format.end
    }
}
