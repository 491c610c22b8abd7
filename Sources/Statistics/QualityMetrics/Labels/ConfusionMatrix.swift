/// How often each label was predicted for each true label.
public struct ConfusionMatrix: Sendable, Equatable {
    /// Labels of either side, ascending.
    public let labels: [Category]
    /// Rows whose true label is at each place of ``labels``.
    public let targetCounts: [Int]
    /// Rows whose predicted label is at each place of ``labels``.
    public let predictionCounts: [Int]
    /// Rows whose true label is at each place of ``labels`` and was predicted.
    public let agreeingCounts: [Int]
    /// Rows with both labels.
    public let total: Int
    /// The pairs that occur, as place of the true label × number of labels + place of the predicted one: of thousands of
    /// labels few pairs do.
    private let counts: [Int: Int]

    /// Makes a matrix from counts of (true label, predicted label).
    public init(_ pairs: [(target: Category, prediction: Category, count: Int)]) {
        let counted = pairs.filter { $0.count > 0 }
        let notation = CategoryNotation(of: counted.flatMap { [$0.target, $0.prediction] })
        let used = counted.map { (target: notation($0.target), prediction: notation($0.prediction), count: $0.count) }
        let labels = Set(used.map(\.target) + used.map(\.prediction)).sorted()
        let places = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        var counts: [Int: Int] = [:]
        let zeroes = [Int](repeating: 0, count: labels.count)
        var (targets, predictions, agreeing) = (zeroes, zeroes, zeroes)
        for pair in used {
            guard let target = places[pair.target], let prediction = places[pair.prediction] else { continue }
            counts[target * labels.count + prediction, default: 0] += pair.count
            targets[target] += pair.count
            predictions[prediction] += pair.count
            if target == prediction { agreeing[target] += pair.count }
        }
        self.labels = labels
        self.counts = counts
        (targetCounts, predictionCounts, agreeingCounts) = (targets, predictions, agreeing)
        total = targets.reduce(0, +)
    }

    /// Rows with true label `target` and predicted label `prediction`, both as places in ``labels``.
    public subscript(target: Int, prediction: Int) -> Int { counts[target * labels.count + prediction] ?? 0 }

    /// The pairs of labels that occur, with their rows, in no order.
    var pairs: [(target: Category, prediction: Category, count: Int)] {
        counts.map { (labels[$0.key / labels.count], labels[$0.key % labels.count], $0.value) }
    }

    /// The place of a label in ``labels``, whatever type it is written in: true, 1 and "1" are one label where the
    /// data have numbers or texts.
    public func place(of label: Category) -> Int? {
        labels.firstIndex { $0.isSameLabel(as: label) }
    }
}
