/// The numbers that describe items, each item by those of one of its rows.
///
/// Rows of one item should agree. Where they do not, the smallest in the order of the columns counts, so that the order
/// of rows does not matter.
struct ItemFeatures: Sendable {
    /// The number of features.
    let width: Int
    /// `width` numbers for each item, by code.
    private(set) var values: [Double] = []
    /// Whether an item has all its features.
    private(set) var isKnown: [Bool] = []

    init(width: Int) {
        self.width = width
    }

    /// Takes over one row of an item, if no number is missing or infinite.
    ///
    /// - Parameter start: Where the numbers of the row begin.
    @inline(__always)
    mutating func add(item: Int, numbers: borrowing Span<Double>, from start: Int) {
        reserve(item)
        guard isSmaller(numbers, from: start, than: item) else { return }
        isKnown[item] = true
        // -0 and 0 are one number.
        for feature in 0..<width { values[item &* width &+ feature] = numbers[start &+ feature] + 0.0 }
    }

    /// Takes over the items of other features.
    ///
    /// - Parameters:
    ///   - codes: The code here of each item there.
    ///   - isOverwriting: Whether an item that is known here may change.
    mutating func merge(_ other: ItemFeatures, codes: [Int32], isOverwriting: Bool) {
        let numbers = other.values.span
        for item in other.isKnown.indices where other.isKnown[item] {
            let code = Int(codes[item])
            guard isOverwriting || code >= isKnown.count || !isKnown[code] else { continue }
            add(item: code, numbers: numbers, from: item * width)
        }
    }

    /// Whether the numbers are complete and come before those of the item, if it has any.
    @inline(__always)
    private func isSmaller(_ numbers: borrowing Span<Double>, from start: Int, than item: Int) -> Bool {
        var order = isKnown[item] ? 0 : -1
        for feature in 0..<width {
            let number = numbers[start &+ feature]
            guard number.isFinite else { return false }
            let known = values[item &* width &+ feature]
            if order == 0, number != known { order = number < known ? -1 : 1 }
        }
        return order < 0
    }

    /// Makes room up to an item.
    private mutating func reserve(_ item: Int) {
        guard item >= isKnown.count else { return }
        let missing = item + 1 - isKnown.count
        isKnown.append(contentsOf: repeatElement(false, count: missing))
        values.append(contentsOf: repeatElement(0, count: missing * width))
    }
}
