/// What was found out about the rows of one segment.
public struct SegmentEvaluation: Sendable {
    public let segment: Segment
    public let rowCounts: BothSides<Int>
    /// The same evaluation over the rows of the segment: the columns that are compared, and what is measured on labels and
    /// predictions. nil where one of the data sets has too few rows.
    public let evaluation: ModelEvaluation?

    /// Puts the parts together.
    public init(_ segment: Segment, rowCounts: BothSides<Int>, evaluation: ModelEvaluation?) {
        self.segment = segment
        self.rowCounts = rowCounts
        self.evaluation = evaluation
    }

    /// By how much the segment harms the model: how far its quality dropped or its columns drifted, whichever is more, from
    /// 0 to 1, times its share of the current rows.
    public func harm(amongRows total: Int) -> Double {
        guard let evaluation, total > 0 else { return 0 }
        let (drifted, compared) = evaluation.driftedFeatures
        let drift = compared > 0 ? Double(drifted) / Double(compared) : 0
        let loss = max(drift, min(1, max(0, evaluation.qualityLoss ?? 0)))
        return loss * Double(rowCounts.current) / Double(total)
    }
}

extension ModelEvaluation {
    /// The metric that says most about the quality of the model, with its values on both sides; nil without labels.
    public var mainQuality: (name: String, values: BothSides<Double>)? {
        quality("accuracy", by: ClassificationCheck.self) ?? quality("mean_absolute_error", by: RegressionCheck.self)
    }

    /// By how much accuracy dropped from the reference to the current data, or by which share of it the mean absolute error
    /// grew; nil without labels.
    fileprivate var qualityLoss: Double? {
        guard let (name, values) = mainQuality else { return nil }
        if name == "accuracy" { return values.reference - values.current }
        return values.reference > 0 ? (values.current - values.reference) / values.reference : nil
    }

    private func quality(_ name: String, by check: any Check.Type) -> (name: String, values: BothSides<Double>)? {
        guard check.applies(to: model) else { return nil }
        let found = check.findings(self).measurements.filter { $0.metric.name == "modelwatch_\(name)" }
        func value(_ side: DatasetSide) -> Double? { found.first { $0.labels[1] == side.rawValue }?.value }
        guard let reference = value(.reference), let current = value(.current) else { return nil }
        return (name, BothSides(reference: reference, current: current))
    }
}
