import Statistics

/// One side of a column, with its values.
struct ColumnValues: Sendable {
    let missingCount: Int
    /// Where the column is read as categories, both signs are taken for one value.
    let infinite: InfiniteCounts
    /// Of numbers and points in time only.
    var sample: NumberSample?
    /// Of texts only.
    let texts: TextProfile?
    private let categories: CategoryCounts?

    init(_ profile: consuming ColumnProfile) throws(ColumnError) {
        missingCount = profile.missingCount
        switch consume profile {
        case .numerical(let numbers):
            infinite = numbers.infinite
            // Handed on: values that have two owners would be copied before they are sorted.
            sample = try NumberSample(consume numbers)
            categories = nil
            texts = nil
        case .categorical(var profile):
            infinite = InfiniteCounts(positive: profile.infiniteCount)
            sample = nil
            categories = try profile.sort()
            texts = nil
        case .text(let texts):
            infinite = InfiniteCounts(positive: texts.infiniteCount)
            sample = nil
            categories = nil
            self.texts = texts
        }
    }

    /// Values: rows less missing and infinite ones.
    var valueCount: Int { sample?.count ?? categories?.total ?? texts?.valueCount ?? 0 }

    /// What is kept of them.
    func summary(of model: ModelDefinition) -> ColumnSummary {
        if let sample {
            return ColumnSummary(sample, missingCount: missingCount, infinite: infinite, of: model)
        }
        if let texts { return ColumnSummary(texts, of: model) }
        return ColumnSummary(
            categories ?? CategoryCounts([]), missingCount: missingCount, infiniteCount: infinite.total)
    }

    /// None of texts.
    ///
    /// - Throws: ``ColumnError/onlyBuckets`` where buckets hold several values.
    func categoryCounts() throws(ColumnError) -> CategoryCounts {
        if let categories { return categories }
        return try sample?.categoryCounts() ?? CategoryCounts([])
    }
}
