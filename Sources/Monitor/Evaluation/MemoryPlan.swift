import Checks
import Foundation
import Statistics

/// How the memory budget of an evaluation is shared out: how many values a column may hold in memory before they go to
/// a file, and whether the digests of all rows fit. Categories have as many bytes as values.
///
/// What the budget does not cover is small and does not grow with the rows: the libraries, one batch per thread, texts,
/// the series. Rankings grow with the users and items.
struct MemoryPlan: KeySpill, Equatable {
    private(set) var keyLimit: Int
    /// How many passes run at the same time.
    let readers: Int
    /// Whether one digest per row is held in memory for each side. Else rows are read once more, all columns together.
    let holdsRows: Bool
    /// From when on numbers are counted in buckets; nil where they go to files.
    let bucketLimits: BucketLimits?
    private let folder: String

    private static let bytesPerKey = 8

    /// Shares out a budget.
    ///
    /// - Parameters:
    ///   - rows: The rows of each side; nil where they are not known before they are read.
    ///   - readers: How many passes may run at the same time. As few as half of them do, if values need not go to files
    ///     then: that would cost as much again.
    ///   - listsTogether: How many lists with a key for each row a pass holds at most, such as the values of a column.
    init(_ settings: MemorySettings, rows: BothSides<Int?>, readers: Int, listsTogether: Int) {
        folder = settings.spillFolder
        let digests = zip2(rows.reference, rows.current).map { ($0 + $1) * Self.bytesPerKey }
        // Half of it at most: the columns that are read meanwhile need the rest.
        holdsRows = digests.map { $0 <= settings.budget / 2 } ?? false
        let rest = settings.budget - (holdsRows ? digests ?? 0 : 0)
        // Of each list the keys of both sides, which are sorted in place, and once what a merge of files gathers.
        let bytesPerRow = Self.bytesPerKey * (2 * max(1, listsTogether) + 1)
        let wanted = zip2(rows.reference, rows.current).map { max($0, $1) } ?? .max
        let choices = (max(1, (readers + 1) / 2)...max(1, readers)).reversed()
        self.readers = choices.first { rest / $0 / bytesPerRow >= wanted } ?? max(1, readers)
        keyLimit = max(settings.fewestKeys, rest / self.readers / bytesPerRow)
        bucketLimits = settings.beyondBudget == .bounds ? BucketLimits(keys: keyLimit) : nil
    }

    /// A share of the values of a column below this is not worth a file.
    private static let fewestSharedKeys = 16_384

    /// The same for profiles that hold the values of a column together, so many of them.
    func shared(by count: Int) -> MemoryPlan {
        var plan = self
        plan.keyLimit = max(min(keyLimit, Self.fewestSharedKeys), keyLimit / max(1, count))
        return plan
    }

    func makeFile() throws(ColumnError) -> any KeyFile {
        try SpillFile(in: folder)
    }
}

/// Both or nothing.
private func zip2<First, Second>(_ first: First?, _ second: Second?) -> (First, Second)? {
    first.flatMap { first in second.map { (first, $0) } }
}
