extension RankedLists {
    /// One recommendation.
    struct Row {
        /// Ascending from the best place on; equal where the model makes no difference.
        let key: UInt64
        /// 0 where none is known.
        let relevance: Double
        let item: Int32
        /// The place of the row in the data.
        let arrival: Int32
    }

    /// The recommendations of all users, list by list, in memory or in a mapped file, 32 bytes each.
    struct Rows {
        private let words: KeyArray

        private static let wordsPerRow = 4

        init(_ words: KeyArray) {
            self.words = words
        }

        /// The row at a place.
        @inline(__always)
        subscript(index: Int) -> Row {
            let place = index &* Self.wordsPerRow
            return Row(
                key: words[place], relevance: Double(bitPattern: words[place &+ 1]),
                item: Int32(truncatingIfNeeded: words[place &+ 2] >> 32),
                arrival: Int32(truncatingIfNeeded: words[place &+ 2]))
        }

        /// The relevance that the place has in the best order of its list.
        @inline(__always)
        func idealRelevance(_ index: Int) -> Double {
            Double(bitPattern: words[index &* Self.wordsPerRow &+ 3])
        }

        /// Lets go of the memory of mapped rows; they come back when they are looked at.
        func releasePages(_ places: Range<Int>) {
            words.releasePages(places.lowerBound * Self.wordsPerRow..<places.upperBound * Self.wordsPerRow)
        }
    }
}

extension [UInt64] {
    /// Appends a row of a list.
    mutating func append(_ row: RankedLists.Row, idealRelevance: Double) {
        append(row.key)
        append(row.relevance.bitPattern)
        append(UInt64(UInt32(bitPattern: row.item)) << 32 | UInt64(UInt32(bitPattern: row.arrival)))
        append(idealRelevance.bitPattern)
    }
}
