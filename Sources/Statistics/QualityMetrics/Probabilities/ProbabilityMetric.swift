/// A measure of predicted probabilities; ``ProbabilityMetricCatalog/all`` lists them.
public protocol ProbabilityMetric: Sendable {
    /// The name within metric names, such as `log_loss`.
    static var name: String { get }
    /// One sentence for `# HELP`.
    static var help: String { get }
    /// Whether the probabilities are held against true labels.
    static var needsTruth: Bool { get }

    /// The value over the rows of one data set.
    ///
    /// - Returns: nil where the value is undefined.
    static func value(_ summary: ProbabilitySummary, compatibility: Compatibility) -> Double?
}

extension ProbabilityMetric {
    public static var needsTruth: Bool { true }
}

/// All measures of probabilities.
public enum ProbabilityMetricCatalog {
    /// Every metric; add a new one here and nowhere else.
    public static let all: [any ProbabilityMetric.Type] = [
        RocAUC.self,
        LogLoss.self,
        BrierScore.self,
        ExpectedCalibrationError.self,
        DummyLogLoss.self,
        AverageConfidence.self,
        LowConfidenceRatio.self,
    ]
}
