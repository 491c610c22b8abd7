import Checks

@testable import Monitor

extension StatusReading {
    /// The values by metric and labels without the server, such as `modelwatch_prefect_flow_runs|failed`.
    var series: [String: Double] {
        let pairs = measurements.map { measurement in
            ([measurement.metric.name] + measurement.labels.dropFirst()).joined(separator: "|")
        }
        return Dictionary(zip(pairs, measurements.map(\.value))) { first, _ in first }
    }
}
