import Checks

/// What a family holds for one set of labels: a number, or the distribution of observations.
struct MetricSample: Sendable, Equatable {
    enum Value: Sendable, Equatable {
        case number(Double)
        case histogram(Histogram)
    }

    let metric: MetricDescriptor
    /// Label values in the order of the metric's labels; an empty value means that the label is absent.
    let labels: [String]
    let value: Value

    /// A measurement as a page shows it.
    init(_ measurement: Measurement) {
        metric = measurement.metric
        labels = measurement.labels.map(LabelValue.cut)
        value = .number(measurement.value)
    }

    init(_ metric: MetricDescriptor, _ labels: [String] = [], _ histogram: Histogram) {
        precondition(labels.count == metric.labels.count, "\(metric.name) takes \(metric.labels)")
        self.metric = metric
        self.labels = labels.map(LabelValue.cut)
        value = .histogram(histogram)
    }

    /// How many series Prometheus makes of the sample if it reads classic buckets.
    var seriesCount: Int {
        switch value {
        case .number: 1
        // One for each bucket with that of +Inf, the sum and the count.
        case .histogram(let histogram): histogram.bounds.count + 3
        }
    }
}
