/// What one pass over a categorical column leaves: how often each category occurs.
public struct CategoricalProfile: Sendable {
    /// Rows seen.
    public private(set) var rowCount = 0
    /// Rows without a value.
    public private(set) var missingCount = 0
    /// Rows with an infinite number; they are in no category.
    public private(set) var infiniteCount = 0
    private var encoder = CategoryEncoder()
    private var counts: [Int] = []

    /// Makes an empty profile.
    public init() {}

    /// Adds the rows of a column.
    public mutating func update(_ column: Column) throws(ColumnError) {
        var codes: [Int32] = []
        try encoder.encode(column, into: &codes)
        counts.append(contentsOf: repeatElement(0, count: encoder.count - counts.count))
        rowCount += codes.count
        var (missing, infinite) = (0, 0)
        for code in codes {
            if code >= 0 {
                counts[Int(code)] += 1
            } else {
                missing &+= (code == CategoryEncoder.missing).bit
                infinite &+= (code == CategoryEncoder.infinite).bit
            }
        }
        missingCount += missing
        infiniteCount += infinite
    }

    /// The categories and their counts.
    public var categories: CategoryCounts {
        CategoryCounts(counts.indices.map { (encoder.category($0), counts[$0]) })
    }
}
