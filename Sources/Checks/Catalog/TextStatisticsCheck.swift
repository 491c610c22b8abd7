public import Statistics

/// Lengths and words of text columns.
public enum TextStatisticsCheck: Check {
    public static let name = "text_statistics"
    public static let metrics = [
        shortest, longest, meanLength, lengthQuantile, words, distinctWords, newWordRatio,
    ]

    private static let labels = ["model", "column", "dataset"]
    static let shortest = MetricDescriptor(
        "modelwatch_column_text_length_min", labels: labels, help: "Characters of the shortest text of the column.")
    static let longest = MetricDescriptor(
        "modelwatch_column_text_length_max", labels: labels, help: "Characters of the longest text of the column.")
    static let meanLength = MetricDescriptor(
        "modelwatch_column_text_length_mean", labels: labels, help: "Mean of the characters of the column's texts.")
    static let lengthQuantile = MetricDescriptor(
        "modelwatch_column_text_length_quantile", labels: labels + ["probability"],
        help: "Quantile of the characters of the column's texts by linear interpolation.")
    static let words = MetricDescriptor(
        "modelwatch_column_text_words", labels: labels, help: "Words of all texts of the column, repeats included.")
    static let distinctWords = MetricDescriptor(
        "modelwatch_column_text_distinct_words", labels: labels, help: "Distinct words of the column's texts.")
    static let newWordRatio = MetricDescriptor(
        "modelwatch_column_text_new_words_ratio", labels: labels,
        help:
            "Share of current words that no reference text has; of the reference, words of one text that no other has.")

    /// Only texts that are compared have statistics of texts.
    public static func measures(
        _ metric: MetricDescriptor, of kind: ColumnKind, as role: ColumnRole, statistics: StatisticsSettings
    ) -> Bool {
        kind == .text && role.isCompared
    }

    /// Statistics for each text column and side, of features, target and prediction.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for column in evaluation.columns where column.kind == .text && column.role.isCompared {
            for side in DatasetSide.allCases {
                let labels = [evaluation.model.name, column.name, side.rawValue]
                if let texts = column.summaries[side]?.texts {
                    findings.measurements += measurements(texts, labels, evaluation.model.statistics.quantiles)
                }
                if let share = column.newWordShares?[side] {
                    findings.measurements.append(Measurement(newWordRatio, labels, share))
                }
            }
        }
        return findings
    }

    private static func measurements(
        _ texts: TextSummary, _ labels: [String], _ probabilities: [Double]
    ) -> [Measurement] {
        let values: [(MetricDescriptor, Double?)] = [
            (shortest, Double(texts.shortest)), (longest, Double(texts.longest)), (meanLength, texts.meanLength),
            (words, Double(texts.wordCount)), (distinctWords, texts.distinctWordCount.map(Double.init)),
        ]
        return values.compactMap { metric, value in value.map { Measurement(metric, labels, $0) } }
            + zip(probabilities, texts.lengthQuantiles).map { probability, length in
                Measurement(lengthQuantile, labels + ["\(probability)"], length)
            }
    }
}
