/// How often each label was predicted for each true label. Merges by addition.
public struct ConfusionMatrix: Sendable, Equatable {
    /// Labels of either side, ascending.
    public let labels: [Category]
    /// `counts[t * labels.count + p]`: rows with true label t and predicted label p.
    public let counts: [Int]
    /// Rows with both labels.
    public let total: Int

    /// Makes a matrix from counts of (true label, predicted label).
    public init(_ pairs: [(target: Category, prediction: Category, count: Int)]) {
        let counted = pairs.filter { $0.count > 0 }
        let notation = CategoryNotation(of: counted.flatMap { [$0.target, $0.prediction] })
        let used = counted.map { (target: notation($0.target), prediction: notation($0.prediction), count: $0.count) }
        labels = Set(used.map(\.target) + used.map(\.prediction)).sorted()
        let places = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        var counts = [Int](repeating: 0, count: labels.count * labels.count)
        for pair in used {
            guard let row = places[pair.target], let column = places[pair.prediction] else { continue }
            counts[row * labels.count + column] += pair.count
        }
        self.counts = counts
        total = counts.reduce(0, +)
    }

    /// Rows with true label `target` and predicted label `prediction`, both as places in ``labels``.
    public subscript(target: Int, prediction: Int) -> Int { counts[target * labels.count + prediction] }

    /// Rows whose true label is at `place`.
    public func targetCount(_ place: Int) -> Int { labels.indices.reduce(0) { $0 + self[place, $1] } }

    /// Rows whose predicted label is at `place`.
    public func predictionCount(_ place: Int) -> Int { labels.indices.reduce(0) { $0 + self[$1, place] } }
}
