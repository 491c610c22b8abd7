import Checks
import Synchronization

/// The histograms of one metric, one for each set of labels; many threads may observe at once.
final class HistogramRecorder: Sendable {
    private let metric: MetricDescriptor
    private let bounds: [Double]
    private let histograms: Mutex<[[String]: Histogram]>

    /// - Parameter known: Sets of labels that begin empty, so that the first observation is an increase.
    init(_ metric: MetricDescriptor, bounds: [Double], known: [[String]] = []) {
        self.metric = metric
        self.bounds = bounds
        histograms = Mutex(Dictionary(uniqueKeysWithValues: known.map { ($0, Histogram(bounds: bounds)) }))
    }

    func observe(_ duration: Duration, _ labels: [String] = []) {
        observe(duration.seconds, labels)
    }

    func observe(_ value: Double, _ labels: [String] = []) {
        histograms.withLock { $0[labels, default: Histogram(bounds: bounds)].observe(value) }
    }

    /// The histograms so far.
    var samples: [MetricSample] {
        histograms.withLock { $0.map { MetricSample(metric, $0.key, $0.value) } }
    }
}
