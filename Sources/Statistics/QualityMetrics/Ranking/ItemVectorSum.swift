/// The sum of the vectors of some items, whatever their order.
///
/// Of n unit vectors with the sum s, the cosines of all pairs add up to (s·s − n) / 2: no pair need be looked at.
struct ItemVectorSum: Sendable {
    private var components: [FixedPointSum]
    /// Items with a direction.
    private(set) var directedCount = 0
    /// Items whose features are known.
    private(set) var count = 0

    init(width: Int) {
        components = [FixedPointSum](repeating: FixedPointSum(), count: width)
    }

    /// Adds an item, if its features are known.
    @inline(__always)
    mutating func add(_ item: Int32, of vectors: ItemVectors) {
        guard vectors.isKnown(item) else { return }
        count += 1
        guard !vectors.isZero(item) else { return }
        directedCount += 1
        let start = Int(item) * vectors.width
        for feature in components.indices { components[feature].add(vectors.values[start + feature]) }
    }

    /// Removes all items.
    mutating func removeAll() {
        for feature in components.indices { components[feature] = FixedPointSum() }
        (directedCount, count) = (0, 0)
    }

    /// The dot product with another sum: the cosines of all pairs of an item here and one there, added up.
    func dot(_ other: ItemVectorSum) -> Double {
        var sum = 0.0
        for feature in components.indices { sum += components[feature].value * other.components[feature].value }
        return sum
    }

    /// The cosines of an item and all items here, added up.
    func dot(_ item: Int32, of vectors: ItemVectors) -> Double {
        let start = Int(item) * vectors.width
        var sum = 0.0
        for feature in components.indices { sum += vectors.values[start + feature] * components[feature].value }
        return sum
    }

    /// The cosines of all pairs of different items, added up.
    var pairSum: Double { (dot(self) - Double(directedCount)) / 2 }
    /// The number of pairs of items.
    var pairCount: Double { Double(count) * Double(count - 1) / 2 }
}
