import Statistics

/// How much of the data was drawn, and how far the results may be from those of all rows.
public enum SamplingCheck: Check {
    public static let name = "sampling"
    public static let metrics = [population, ratio, shareError, driftError]

    private static let labels = ["model", "dataset"]
    static let population = MetricDescriptor(
        "modelwatch_dataset_population_rows", labels: labels,
        help: "Rows that the sample was drawn from; exact. All other counts are those of the sample.")
    static let ratio = MetricDescriptor(
        "modelwatch_dataset_sampled_ratio", labels: labels, help: "Share of the rows that was drawn.")
    static let shareError = MetricDescriptor(
        "modelwatch_dataset_sampling_error", labels: labels,
        help: "Half-width of the 95 % interval of any share of rows, such as that of missing values, at its widest.")
    static let driftError = MetricDescriptor(
        "modelwatch_column_drift_sampling_error", labels: ["model", "column", "method"],
        help: "Distance from the drift score of all rows that sampling exceeds with a probability of at most 5 %.")

    /// A model of which a data set is sampled.
    public static func applies(to model: ModelDefinition) -> Bool {
        DatasetSide.allCases.contains { model.sampling[$0] != nil }
    }

    /// Series for each side that is sampled, and for each column compared by a test whose error is known.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for side in DatasetSide.allCases {
            guard let sampling = evaluation.sampling[side] else { continue }
            let labels = [evaluation.model.name, side.rawValue]
            findings.measurements.append(Measurement(population, labels, Double(sampling.rowCount)))
            for (metric, value) in [(ratio, sampling.ratio), (shareError, sampling.shareError)] {
                if let value { findings.measurements.append(Measurement(metric, labels, value)) }
            }
        }
        for column in evaluation.columns {
            guard let drift = column.drift, drift.test == KolmogorovSmirnov.name,
                let error = error(of: column, in: evaluation)
            else { continue }
            findings.measurements.append(
                Measurement(driftError, [evaluation.model.name, column.name, drift.test], error))
        }
        return findings
    }

    /// The largest distance of two distribution functions changes by no more than both of them do.
    private static func error(of column: ColumnEvaluation, in evaluation: ModelEvaluation) -> Double? {
        let sampled = DatasetSide.allCases.filter { evaluation.sampling[$0] != nil }
        let failure = (1 - SamplingSummary.confidence) / Double(sampled.count)
        var sum = 0.0
        for side in sampled {
            guard let count = column.summaries[side]?.valueCount,
                let error = evaluation.sampling[side]?.distributionError(valueCount: count, failure: failure)
            else { return nil }
            sum += error
        }
        return min(1, sum)
    }
}
