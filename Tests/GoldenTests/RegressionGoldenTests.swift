import Checks
import Foundation
import Testing

/// Evidently's regression metrics.
struct RegressionGoldenTests {
    let golden: Golden

    init() throws {
        golden = try Golden.load()
    }

    static let covered: Set<String> = Set(metrics.keys)

    /// What the mean, or the only value, and the standard deviation of each metric of Evidently are called here.
    private static let metrics: [String: (mean: String, deviation: String)] = [
        "MeanError": ("mean_error", "error_stddev"),
        "MAE": ("mean_absolute_error", "absolute_error_stddev"),
        "MAPE": ("mean_absolute_percentage_error", "absolute_percentage_error_stddev"),
        "RMSE": ("root_mean_squared_error", ""),
        "R2Score": ("r2_score", ""),
        "AbsMaxError": ("max_absolute_error", ""),
    ]

    @Test func `metrics of a regression agree with Evidently`() async throws {
        var agreement = Agreement("regression metrics")
        var measured: [String: Measurements] = [:]
        for entry in golden.metrics where Self.covered.contains(entry.metric) {
            let settings = entry.ctor.percentageError
            let key = "\(entry.group) \(settings ?? "")"
            if measured[key] == nil {
                measured[key] = Measurements(
                    try await golden.evaluate(
                        entry.group, task: .regression, columns: "target: target, prediction: prediction",
                        more: settings.map { ["quality: {percentage_error: {\($0)}}"] } ?? []))
            }
            compare(entry, try #require(measured[key]), settings ?? "", &agreement)
        }
        agreement.report()
    }

    private func compare(
        _ entry: Golden.MetricCase, _ measured: Measurements, _ settings: String, _ agreement: inout Agreement
    ) {
        guard let (mean, deviation) = Self.metrics[entry.metric] else { return }
        for (side, value) in entry.values {
            let name = "\(entry.group)/\(entry.metric)(\(settings)) \(side)"
            if case .numbers = value {
                agreement.compare(measured.value(mean, side), value?["mean"] ?? .nan, "\(name) mean")
                agreement.compare(measured.value(deviation, side), value?["std"] ?? .nan, "\(name) std")
            } else {
                agreement.compare(measured.value(mean, side), value?.number ?? .nan, name)
            }
        }
    }
}
