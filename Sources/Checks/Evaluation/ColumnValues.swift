import Statistics

/// One side of a column, with its values.
struct ColumnValues {
    let summary: ColumnSummary
    /// Of numbers and points in time only.
    let sample: SortedSample?
    /// Of texts only.
    let texts: TextProfile?
    private let categories: CategoryCounts?

    init(_ profile: consuming ColumnProfile, of model: ModelDefinition) throws(ColumnError) {
        let missingCount = profile.missingCount
        switch consume profile {
        case .numerical(let numbers):
            let infinite = numbers.infinite
            // Handed on: values that have two owners would be copied before they are sorted.
            let sample = try SortedSample(consume numbers)
            self.sample = sample
            categories = nil
            texts = nil
            summary = ColumnSummary(sample, missingCount: missingCount, infinite: infinite, of: model)
        case .categorical(var profile):
            let categories = try profile.sort()
            sample = nil
            self.categories = categories
            texts = nil
            summary = ColumnSummary(categories, missingCount: missingCount, infiniteCount: profile.infiniteCount)
        case .text(let texts):
            sample = nil
            categories = nil
            self.texts = texts
            summary = ColumnSummary(texts, of: model)
        }
    }

    /// None of texts.
    var categoryCounts: CategoryCounts { categories ?? sample.map { CategoryCounts($0) } ?? CategoryCounts([]) }
}
