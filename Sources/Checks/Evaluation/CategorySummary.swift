public import Statistics

/// What is kept of the categories of a column once their counts are gone.
public struct CategorySummary: Sendable, Equatable {
    /// The most frequent categories: by rows of both sides, then by name, so that the choice does not depend on chance.
    public let mostFrequent: [CategoryPair.Entry]
    /// Rows of all other categories.
    public let otherRowCounts: BothSides<Int>
    /// Categories of the current data that the reference lacks.
    public let newCount: Int
    /// Rows of the current data with such a category.
    public let newRowCount: Int
    /// Rows of the current data with a category that the reference has.
    public let knownRowCount: Int
    /// The categories of the reference in ascending order; nil where there are more than labels of a classification.
    public let known: [Statistics.Category]?

    /// - Parameter limit: How many of the most frequent categories to keep.
    init(_ pair: CategoryPair, limit: Int) {
        var (newCount, newRowCount) = (0, 0)
        // Of the candidates, once there are as many as the limit.
        var fewest = 0
        var candidates: [CategoryPair.Entry] = []
        var known: [Statistics.Category]? = []
        pair.forEach { place in
            if place.reference > 0 {
                known = known.flatMap { $0.count < ConfusionProfile.mostLabels ? $0 + [place.entry.category] : nil }
            } else {
                newCount += 1
                newRowCount += place.current
            }
            // Of categories that are as frequent the first by name counts, and that came before.
            guard place.reference + place.current > fewest else { return }
            candidates.append(place.entry)
            guard candidates.count >= 2 * limit + Self.room else { return }
            candidates = Self.mostFrequent(candidates, limit: limit)
            fewest = candidates.last.map { $0.reference + $0.current } ?? .max
        }
        let mostFrequent = Self.mostFrequent(candidates, limit: limit)
        self.mostFrequent = mostFrequent
        otherRowCounts = BothSides(
            reference: pair.referenceTotal - mostFrequent.reduce(0) { $0 + $1.reference },
            current: pair.currentTotal - mostFrequent.reduce(0) { $0 + $1.current })
        self.newCount = newCount
        self.newRowCount = newRowCount
        knownRowCount = pair.currentTotal - newRowCount
        self.known = known
    }

    /// Candidates beyond the limit, so that they are seldom sorted.
    private static let room = 1024

    private static func mostFrequent(_ entries: [CategoryPair.Entry], limit: Int) -> [CategoryPair.Entry] {
        let sorted = entries.sorted { left, right in
            let counts = (left.reference + left.current, right.reference + right.current)
            return counts.0 == counts.1 ? left.category < right.category : counts.0 > counts.1
        }
        return Array(sorted.prefix(limit))
    }
}
