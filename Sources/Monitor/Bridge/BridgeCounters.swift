import Checks
import Foundation
import Synchronization

/// What the bridge counted since its start.
final class BridgeCounters: Sendable {
    private struct Key: Hashable {
        let metric: MetricDescriptor
        let labels: [String]
    }

    private let counts: Mutex<[Key: Int]>
    /// From the arrival of a delivery to its answer.
    let deliveryDurations = HistogramRecorder(
        BridgeMetric.deliveryDuration, bounds: BridgeMetric.deliveryBounds, known: [[]])
    /// Sizes of the bodies of deliveries.
    let deliveryBytes = HistogramRecorder(
        BridgeMetric.deliveryBytes, bounds: BridgeMetric.deliveryByteBounds, known: [[]])
    /// From the beginning of an alert to its end.
    let episodeDurations = HistogramRecorder(
        BridgeMetric.episodeDuration, bounds: BridgeMetric.episodeBounds,
        known: AlertSeverity.allCases.map { [$0.rawValue] })
    /// From the call of an engine to its answer.
    let dispatchDurations = HistogramRecorder(BridgeMetric.dispatchDuration, bounds: BridgeMetric.dispatchBounds)

    /// Starts at zero for the labels that are known, so that the first increase is visible.
    init() {
        let codes = ["200", "400", "401", "403", "405", "413", "415", "503"]
        var counts = Dictionary(
            uniqueKeysWithValues: codes.map { (Key(metric: BridgeMetric.deliveries, labels: [$0]), 0) })
        counts[Key(metric: BridgeMetric.alerts, labels: ["firing"])] = 0
        counts[Key(metric: BridgeMetric.alerts, labels: ["resolved"])] = 0
        counts[Key(metric: BridgeMetric.truncatedDeliveries, labels: [])] = 0
        counts[Key(metric: BridgeMetric.silenceFailures, labels: [])] = 0
        counts[Key(metric: BridgeMetric.reconciliations, labels: ["success"])] = 0
        counts[Key(metric: BridgeMetric.reconciliations, labels: ["failure"])] = 0
        for severity in AlertSeverity.allCases {
            counts[Key(metric: BridgeMetric.episodes, labels: [severity.rawValue])] = 0
        }
        self.counts = Mutex(counts)
    }

    /// Counts occurrences; with 0 it makes the count known.
    func increase(_ metric: MetricDescriptor, _ labels: [String] = [], by amount: Int = 1) {
        counts.withLock { $0[Key(metric: metric, labels: labels), default: 0] += amount }
    }

    /// Counts decisions against a retraining.
    func count(_ decisions: [PolicyDecider.Outcome]) {
        for decision in decisions {
            guard let reason = decision.suppression else { continue }
            increase(BridgeMetric.suppressed, [decision.policy, reason.rawValue])
        }
    }

    /// Counts episodes that began, and measures those that ended.
    func count(_ changed: [EpisodeRecord], at now: Date) {
        for episode in changed {
            let labels = [episode.severity.rawValue]
            if episode.state.isOpen {
                increase(BridgeMetric.episodes, labels)
            } else if let duration = episode.duration(at: now) {
                episodeDurations.observe(duration, labels)
            }
        }
    }

    /// Starts at zero for attempts on an engine, whatever their outcome, so that the first one is visible.
    func expectAttempts(on engine: String) {
        for outcome in StartOutcome.names { increase(BridgeMetric.dispatchAttempts, [engine, outcome], by: 0) }
    }

    /// Starts at zero for the verdicts of a policy, whatever their outcome.
    func expectVerdicts(of policy: String) {
        for outcome in RetrainingVerdict.Outcome.allCases {
            increase(BridgeMetric.verdicts, [policy, outcome.rawValue], by: 0)
        }
    }

    /// The counts as samples.
    var measurements: [Checks.Measurement] {
        counts.withLock { $0.map { Checks.Measurement($0.key.metric, $0.key.labels, Double($0.value)) } }
    }

    /// How long things took, and how large they were.
    var distributions: [MetricSample] {
        deliveryDurations.samples + deliveryBytes.samples + dispatchDurations.samples + episodeDurations.samples
    }
}
