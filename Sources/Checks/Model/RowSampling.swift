/// How a sample of the rows of a data set is drawn, the same at each evaluation of the same rows.
public struct RowSampling: Sendable, Hashable {
    /// How much is drawn.
    public enum Size: Sendable, Hashable {
        /// So many rows; all of them if there are no more.
        case rows(Int)
        /// About this share of the rows, above 0 and up to 1.
        case share(Double)
        /// All rows of about this share of the values of a column, so that what belongs together stays together.
        case shareOfValues(Double, column: String)
    }

    public let size: Size
    /// Others draw other rows.
    public let seed: Int

    /// Describes a sample.
    public init(_ size: Size, seed: Int = 1) {
        self.size = size
        self.seed = seed
    }
}
