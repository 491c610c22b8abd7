/// The four outcomes of a binary classification, counted over rows; every label but the positive one is negative.
struct BinaryOutcomes {
    let truePositives: Int
    let falsePositives: Int
    let falseNegatives: Int
    let trueNegatives: Int

    /// Splits a confusion matrix; a positive label that never occurs has no rows.
    init(_ matrix: ConfusionMatrix, positiveLabel: Category) {
        let place = matrix.place(of: positiveLabel)
        truePositives = place.map { matrix.agreeingCounts[$0] } ?? 0
        falsePositives = (place.map { matrix.predictionCounts[$0] } ?? 0) - truePositives
        falseNegatives = (place.map { matrix.targetCounts[$0] } ?? 0) - truePositives
        trueNegatives = matrix.total - truePositives - falsePositives - falseNegatives
    }

    /// One count as a share of it and another; undefined where both are 0.
    static func share(of count: Int, beside other: Int) -> Double? {
        count + other == 0 ? nil : Double(count) / Double(count + other)
    }
}
