import Checks

@testable import Monitor

extension ModelEvaluation {
    /// The means of a column, by the data set.
    func means(of column: String) -> [String: Double] {
        let measurements = CheckRun.all(on: self).flatMap(\.findings.measurements).filter {
            $0.metric.name == "modelwatch_column_mean" && $0.labels[1] == column
        }
        return Dictionary(uniqueKeysWithValues: measurements.map { ($0.labels[2], $0.value) })
    }
}
