/// A recommendation as it was read.
struct RankingRow {
    /// The code of the user.
    let user: Int32
    /// The code of the item; 0 where items are not named.
    let item: Int32
    /// The ordered key of the prediction.
    let key: UInt64
    /// 0 where none is known.
    let relevance: Double
}

/// The recommendations of a data set in the order they came, the first of them perhaps in a mapped file, 24 bytes each.
struct RankingRows {
    private let written: KeyArray
    private let recent: KeyArray

    private static let wordsPerRow = 3
    /// How many rows a loop looks at before it lets go of their pages.
    private static let blockLength = 1 << 16

    /// Takes those in a mapped file, and those in memory, which come after them.
    init(written: KeyArray, recent: KeyArray) {
        self.written = written
        self.recent = recent
    }

    /// The places of the rows, some at a time.
    var blocks: [Range<Int>] {
        let count = Self.count(words: written.count + recent.count)
        return stride(from: 0, to: count, by: Self.blockLength).map { $0..<min($0 + Self.blockLength, count) }
    }

    /// The row at a place.
    subscript(index: Int) -> RankingRow {
        let place = index * Self.wordsPerRow
        return place < written.count ? Self.row(written, place) : Self.row(recent, place - written.count)
    }

    private static func row(_ words: KeyArray, _ place: Int) -> RankingRow {
        RankingRow(
            user: Int32(truncatingIfNeeded: words[place] >> 32), item: Int32(truncatingIfNeeded: words[place]),
            key: words[place + 1], relevance: Double(bitPattern: words[place + 2]))
    }

    /// Lets go of the memory of mapped rows; they come back when they are looked at.
    func releasePages(_ places: Range<Int>) {
        let end = min(places.upperBound * Self.wordsPerRow, written.count)
        written.releasePages(min(places.lowerBound * Self.wordsPerRow, end)..<end)
    }

    /// How many rows so many words are.
    static func count(words: Int) -> Int { words / wordsPerRow }
}

extension [UInt64] {
    /// Appends a recommendation.
    mutating func append(_ row: RankingRow) {
        append(UInt64(UInt32(bitPattern: row.user)) << 32 | UInt64(UInt32(bitPattern: row.item)))
        append(row.key)
        append(row.relevance.bitPattern)
    }
}
