public import Statistics

/// The first and the last point in time of each datetime column.
public enum ColumnTimesCheck: Check {
    public static let name = "column_times"
    public static let judgesRows = false
    public static let metrics = [oldest, newest]

    private static let labels = ["model", "column", "dataset"]
    static let oldest = MetricDescriptor(
        "modelwatch_column_oldest_timestamp_seconds", unit: "seconds", labels: labels,
        help: "Smallest value of a datetime column, as seconds since 1970-01-01 UTC.")
    static let newest = MetricDescriptor(
        "modelwatch_column_newest_timestamp_seconds", unit: "seconds", labels: labels,
        help: "Largest value of a datetime column, as seconds since 1970-01-01 UTC.")

    /// Only points in time have a first and a last one.
    public static func measures(
        _ metric: MetricDescriptor, of kind: ColumnKind, as role: ColumnRole, statistics: StatisticsSettings
    ) -> Bool {
        kind == .datetime
    }

    /// Two series for each datetime column and side that has a value.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for column in evaluation.columns where column.kind == .datetime {
            for side in DatasetSide.allCases {
                guard let times = column.summaries[side]?.numbers else { continue }
                let labels = [evaluation.model.name, column.name, side.rawValue]
                findings.measurements += [
                    Measurement(oldest, labels, times.minimum), Measurement(newest, labels, times.maximum),
                ]
            }
        }
        return findings
    }
}
