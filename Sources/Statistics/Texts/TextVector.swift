/// The words of a text as a vector of length 1: occurrences times weight, divided by the Euclidean norm.
struct TextVector {
    /// A word and its share of the vector.
    struct Component {
        let number: Int
        var value: Double
    }

    /// One for each word; words that share a number are one. Empty for a text without words, whose vector is 0.
    private(set) var components: [Component] = []

    /// Becomes the vector of a text.
    ///
    /// - Parameters:
    ///   - entries: The words, in an order that does not depend on the other texts: sums are rounded in this order.
    ///   - numbers: For each number in the text, the one that the weights go by; nil if it is the same.
    mutating func set(_ entries: [StoredTexts.Entry], numbers: [Int]?, weights: [Double]) {
        components.removeAll(keepingCapacity: true)
        for entry in entries {
            let number = numbers.map { $0[entry.number] } ?? entry.number
            let value = Double(entry.count) * weights[number]
            if let last = components.indices.last, components[last].number == number {
                components[last].value += value
            } else {
                components.append(Component(number: number, value: value))
            }
        }
        var square = 0.0
        for component in components { square += component.value * component.value }
        let norm = square.squareRoot()
        for place in components.indices { components[place].value /= norm }
    }

    /// The inner product with a vector that has a component for every number, none above 1.
    static func dot(_ components: [Component], _ other: [Double]) -> Double {
        Double(components.reduce(0) { $0 + units($1.value * other[$1.number]) }) * 0x1p-60
    }

    /// The inner product of two vectors whose components are in ascending order of their numbers.
    static func dot(_ first: [Component], _ second: [Component]) -> Double {
        var (i, j, sum) = (0, 0, Int64(0))
        while i < first.count, j < second.count {
            let (left, right) = (first[i], second[j])
            if left.number == right.number { sum += units(left.value * right.value) }
            i += (left.number <= right.number).bit
            j += (right.number <= left.number).bit
        }
        return Double(sum) * 0x1p-60
    }

    /// Numbers are given by chance, so sums in their order must not round.
    private static func units(_ product: Double) -> Int64 { Int64(product * 0x1p60) }
}
