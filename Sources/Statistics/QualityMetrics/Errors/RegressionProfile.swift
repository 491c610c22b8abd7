/// What one pass over the target and the prediction of a regression leaves.
///
/// Rows in which either is missing or infinite are left out. The error is prediction − target. Memory: 8 bytes a row, for
/// the quantiles, up to a limit.
public struct RegressionProfile: JointProfile {
    private var keys: SpillingKeys
    private var errors = ExactMoments()
    /// Σ |error|.
    private var magnitudes = ExactSum()
    private var largest = 0.0
    private var targets = ExactMoments()
    private var percentages: PercentageErrors

    // Kept for the next batch.
    private var targetBuffer: [Double] = []
    private var predictionBuffer: [Double] = []

    /// Makes an empty profile.
    ///
    /// - Parameter spill: Where errors go that are too many for memory; nil for no limit.
    public init(
        _ settings: PercentageErrorSettings = PercentageErrorSettings(), compatibility: Compatibility = .none,
        spill: (any KeySpill)? = nil
    ) {
        keys = SpillingKeys(spill: spill)
        percentages = PercentageErrors(settings, compatibility: compatibility)
    }

    /// Adds the rows of a target and a prediction column.
    ///
    /// - Throws: ``ColumnError/unsupported(_:)`` if one of them holds no numbers.
    public mutating func update(_ columns: [Column]) throws(ColumnError) {
        precondition(columns.count == 2, "target and prediction")
        try columns[0].decodeNumbers(into: &targetBuffer)
        try columns[1].decodeNumbers(into: &predictionBuffer)
        precondition(targetBuffer.count == predictionBuffer.count)
        keepCompleteRows()
        for target in targetBuffer { targets.add(target) }
        for row in targetBuffer.indices {
            percentages.add(error: predictionBuffer[row] - targetBuffer[row], target: targetBuffer[row])
        }
        keys.append(addingCapacity: targetBuffer.count) { output in
            for row in targetBuffer.indices { output.append(OrderedKey.of(predictionBuffer[row] - targetBuffer[row])) }
        }
        try keys.settle()
        for row in targetBuffer.indices { addError(predictionBuffer[row] - targetBuffer[row]) }
    }

    /// Adds the rows of another profile with the same settings.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    public mutating func merge(_ other: RegressionProfile) throws(ColumnError) {
        try keys.append(contentsOf: other.keys)
        errors.merge(other.errors)
        magnitudes.merge(other.magnitudes)
        largest = max(largest, other.largest)
        targets.merge(other.targets)
        percentages.merge(other.percentages)
    }

    /// What the rows amount to.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    public consuming func summary() throws(ColumnError) -> RegressionSummary {
        try sorted().summary
    }

    /// What the rows amount to, with their errors.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    public consuming func sorted() throws(ColumnError) -> (summary: RegressionSummary, errors: SortedSample) {
        let sample = SortedSample(sortedKeys: try keys.takeSorted(), encoding: .real)
        let summary = RegressionSummary(
            errors: errors,
            absoluteErrors: ExactMoments(count: errors.count, sum: magnitudes, squares: errors.squares),
            targets: targets, percentageErrors: percentages, largestError: largest,
            quantiles: RegressionSummary.probabilities.map { sample.quantile($0).flatMap { $0.isFinite ? $0 : nil } })
        return (summary, sample)
    }

    /// Removes rows with a value that is not finite from the buffers.
    private mutating func keepCompleteRows() {
        var count = 0
        for row in targetBuffer.indices where targetBuffer[row].isFinite && predictionBuffer[row].isFinite {
            targetBuffer[count] = targetBuffer[row]
            predictionBuffer[count] = predictionBuffer[row]
            count += 1
        }
        targetBuffer.removeLast(targetBuffer.count - count)
        predictionBuffer.removeLast(predictionBuffer.count - count)
    }

    @inline(__always)
    private mutating func addError(_ error: Double) {
        let magnitude = abs(error)
        errors.add(error)
        magnitudes.add(magnitude)
        largest = max(largest, magnitude)
    }
}
