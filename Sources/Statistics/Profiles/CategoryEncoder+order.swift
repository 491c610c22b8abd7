extension CategoryEncoder {
    /// A code with enough of its category to compare most of them.
    private struct Place {
        let rank: UInt8
        /// Ascends with the category, but not strictly.
        let key: UInt64
        let code: Int32
    }

    /// All codes in ascending order of their categories.
    func ascendingCodes() -> [Int] {
        let skipped = texts.sharedLength
        var places = (0..<count).map { place($0, skipping: skipped) }
        places.sort { left, right in
            if left.rank != right.rank { return left.rank < right.rank }
            if left.key != right.key { return left.key < right.key }
            return isBefore(Int(left.code), Int(right.code))
        }
        return places.map { Int($0.code) }
    }

    private func place(_ code: Int, skipping skipped: Int) -> Place {
        let (rank, key): (UInt8, UInt64) =
            switch kinds[code] {
            case .text(let index): (2, texts[index].span.word(at: skipped))
            case .other(.boolean(let value)): (0, value ? 1 : 0)
            case .other(.integer(let value)): (1, OrderedKey.of(Double(value)))
            case .other(.real(let value)): (1, OrderedKey.of(value))
            case .other(.text): preconditionFailure("texts are in the table")
            }
        return Place(rank: rank, key: key, code: Int32(truncatingIfNeeded: code))
    }

    private func isBefore(_ left: Int, _ right: Int) -> Bool {
        if case .text(let left) = kinds[left], case .text(let right) = kinds[right] {
            return texts.isBefore(left, right)
        }
        return category(left) < category(right)
    }
}
