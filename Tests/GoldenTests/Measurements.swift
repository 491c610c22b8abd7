import Checks
import Monitor

/// What all checks measured of one evaluation.
struct Measurements {
    private var values: [[String]: Double] = [:]

    init(_ evaluation: ModelEvaluation) {
        for sample in CheckRun.all(on: evaluation).flatMap(\.findings.measurements) {
            let labels = Array(zip(sample.metric.labels, sample.labels)).filter { $0.0 != "model" && $0.0 != "basis" }
            values[[sample.metric.name] + labels.map(\.1)] = sample.value
        }
    }

    /// The value of a metric, named without the prefix, on one data set; nil where it is undefined.
    func value(_ metric: String, _ side: DatasetSide, label: String? = nil) -> Double? {
        values[["modelwatch_\(metric)", side.rawValue] + (label.map { [$0] } ?? [])]
    }
}
