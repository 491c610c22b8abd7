/// A text column in reference and current, and what a comparison of the two yields.
public struct TextPair: Sendable, Equatable {
    /// Texts in the reference.
    public let referenceCount: Int
    /// Texts in the current data.
    public let currentCount: Int
    /// Distinct texts of both; where there are too many to keep, those that are kept.
    public let distinctCount: Int
    /// Words of the reference that occur in one text of it only, as a share of all its words: what new texts are expected
    /// to bring. nil without words, and where words are too many to be told apart.
    public let expectedNewWordShare: Double?
    /// Current words that the reference lacks, as a share of all current words; nil as above.
    public let newWordShare: Double?
    /// By how many standard errors the second share exceeds the first, 0 if it does not; nil where that cannot be
    /// estimated.
    let newWordScore: Double?
    /// How far apart the words are.
    let distance: TextDistance
    /// How many texts of each side have each length, ascending.
    let lengths: BinCounts

    /// Compares two profiles; nil if one of them is without texts.
    public init?(reference: consuming TextProfile, current: consuming TextProfile) {
        guard reference.valueCount > 0, current.valueCount > 0 else { return nil }
        var (reference, current) = (reference, current)
        referenceCount = reference.valueCount
        currentCount = current.valueCount
        let known = reference.texts
        distinctCount =
            known.indices.count
            + current.texts.indices.count { index in !known.contains(current.texts.hash(index)) }
        let words = NewWords(reference, current)
        expectedNewWordShare = words?.expectedShare
        newWordShare = words?.share
        newWordScore = words?.score
        lengths = BinCounts(reference.lengths, current.lengths)
        distance = TextDistance(&reference, &current)
    }
}

extension BinCounts {
    /// Each length is a bin.
    fileprivate init(_ reference: LengthCounts, _ current: LengthCounts) {
        let sides = [reference, current].map { Dictionary(uniqueKeysWithValues: $0.ascending.map { ($0, $1) }) }
        let lengths = Set(sides.flatMap(\.keys)).sorted()
        self.init(
            reference: lengths.map { sides[0][$0, default: 0] }, current: lengths.map { sides[1][$0, default: 0] })
    }
}
