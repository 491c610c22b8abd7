/// Whether the predicted label is the true one: 1 or 0. Reads target and prediction.
public struct LabelAgreement: OutcomeReader {
    private var targets = CategoryEncoder()
    private var predictions = CategoryEncoder()
    /// A number for each label, whatever type it is written in.
    private var labels: [Category: Int32] = [:]
    /// For each code of an encoder, the number of its label.
    private var targetLabels: [Int32] = []
    private var predictionLabels: [Int32] = []

    // Kept for the next batch.
    private var targetCodes: [Int32] = []
    private var predictionCodes: [Int32] = []

    /// Knows no label yet.
    public init() {}

    /// Reads the rows; those in which either is missing have no number.
    ///
    /// - Throws: ``ColumnError/unsupported(_:)`` if there are more distinct labels than ``ConfusionProfile/mostLabels``.
    public mutating func read(_ columns: ArraySlice<Column>, into outcomes: inout [Double]) throws(ColumnError) {
        precondition(columns.count == 2, "target and prediction")
        try targets.encode(columns[columns.startIndex], into: &targetCodes)
        try predictions.encode(columns[columns.startIndex + 1], into: &predictionCodes)
        guard max(targets.count, predictions.count) <= ConfusionProfile.mostLabels else {
            throw .unsupported("a column of more than \(ConfusionProfile.mostLabels) labels")
        }
        Self.number(targets, &targetLabels, in: &labels)
        Self.number(predictions, &predictionLabels, in: &labels)
        outcomes.removeAll(keepingCapacity: true)
        outcomes.append(addingCapacity: targetCodes.count) { output in
            for row in targetCodes.indices {
                let (target, prediction) = (Int(targetCodes[row]), Int(predictionCodes[row]))
                let isLabelled = target | prediction >= 0
                output.append(
                    isLabelled ? Double((targetLabels[target] == predictionLabels[prediction]).bit) : .nan)
            }
        }
    }

    /// Numbers the labels that are new to an encoder.
    private static func number(
        _ encoder: CategoryEncoder, _ numbers: inout [Int32], in labels: inout [Category: Int32]
    ) {
        for code in numbers.count..<encoder.count {
            let label = canonical(encoder.category(code))
            numbers.append(labels[label] ?? Int32(labels.count))
            labels[label] = numbers[code]
        }
    }

    /// The label as a text, true and false as 1 and 0: what a row says must not depend on the types that other rows bring.
    private static func canonical(_ label: Category) -> Category {
        switch label.label {
        case "true": Category("1")
        case "false": Category("0")
        case let text: Category(text)
        }
    }
}
