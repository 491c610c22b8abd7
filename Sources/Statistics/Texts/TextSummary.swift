/// The usual statistics of texts. Lengths are in characters, that is Unicode scalars, as Python counts them.
public struct TextSummary: Sendable, Equatable {
    public let shortest: Int
    public let longest: Int
    public let meanLength: Double
    /// One for each probability that was asked for.
    public let lengthQuantiles: [Double]
    /// Words of all texts, repeats included.
    public let wordCount: Int
    /// Distinct words; nil where there are too many to be told apart.
    public let distinctWordCount: Int?

    /// nil without texts.
    init?(_ lengths: LengthCounts, _ vocabulary: Vocabulary, quantiles: [Double]) {
        let lengths = lengths.ascending
        guard let first = lengths.first, let last = lengths.last else { return nil }
        shortest = first.length
        longest = last.length
        let rows = lengths.reduce(0) { $0 + $1.rows }
        meanLength = lengths.reduce(0) { $0 + Double($1.length) * Double($1.rows) } / Double(rows)
        lengthQuantiles = quantiles.map { Self.quantile($0, of: lengths, rows: rows) }
        wordCount = vocabulary.total
        distinctWordCount = vocabulary.isShared ? nil : vocabulary.count
    }

    /// By linear interpolation between the two nearest lengths, as numpy's default.
    private static func quantile(_ probability: Double, of lengths: [(length: Int, rows: Int)], rows: Int) -> Double {
        let position = probability * Double(rows - 1)
        let lower = Int(position)
        let (low, high) = (length(at: lower, of: lengths), length(at: lower + 1, of: lengths))
        return Double(low) + Double(high - low) * (position - Double(lower))
    }

    /// The length of the text at a place in ascending order; the longest beyond the end.
    private static func length(at place: Int, of lengths: [(length: Int, rows: Int)]) -> Int {
        var before = 0
        for (length, rows) in lengths {
            before += rows
            if place < before { return length }
        }
        return lengths.last?.length ?? 0
    }
}
