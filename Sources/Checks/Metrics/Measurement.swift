/// One sample: a metric, its label values and a value.
public struct Measurement: Sendable, Equatable {
    public let metric: MetricDescriptor
    /// Label values in the order of ``MetricDescriptor/labels``; an empty value means that the label is absent.
    public let labels: [String]
    public let value: Double

    /// Creates a sample; there must be a label value for each label name.
    public init(_ metric: MetricDescriptor, _ labels: [String] = [], _ value: Double) {
        precondition(labels.count == metric.labels.count, "\(metric.name) takes \(metric.labels)")
        self.metric = metric
        self.labels = labels
        self.value = value
    }
}
