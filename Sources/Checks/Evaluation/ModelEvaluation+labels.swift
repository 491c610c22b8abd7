public import Statistics

extension ModelEvaluation {
    /// Predicted labels against true ones.
    ///
    /// From the column of predictions where there is one, else from probabilities. Evidently takes probabilities first.
    public var confusion: BothSides<Result<ConfusionMatrix, ColumnError>?> {
        let labels = joint[LabelConfusion.self]
        let probabilities = joint[PredictedProbabilities.self].map { $0?.map(\.matrix) }
        return takesLabelsFromProbabilities ? probabilities : labels
    }

    /// The label that counts as positive in a matrix; nil where metrics are means over all labels.
    ///
    /// That is the business of the task. Evidently goes by the number of labels in the batch instead: of two labels the
    /// positive one counts, be the task one of several classes; of more, or a single one, all count.
    public func positiveLabel(in matrix: ConfusionMatrix) -> Statistics.Category? {
        let positive = model.columns.positiveLabel
        let isBinary = model.task == .binaryClassification
        switch model.drift.testSettings.compatibility {
        case .none: return isBinary ? positive : nil
        case .evidently:
            let isPair = matrix.labels.count == 2 || isBinary && takesLabelsFromProbabilities
            return isPair && (isBinary || matrix.place(of: positive) != nil) ? positive : nil
        }
    }

    private var takesLabelsFromProbabilities: Bool {
        guard model.columns.probabilities != nil else { return false }
        return model.columns.prediction == nil || model.drift.testSettings.compatibility == .evidently
    }
}
