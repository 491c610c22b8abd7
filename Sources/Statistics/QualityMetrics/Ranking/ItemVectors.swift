import RealModule

/// The features of items as vectors of length 1, so that the cosine of two of them is their dot product.
struct ItemVectors: Sendable {
    /// The number of features.
    let width: Int
    /// `width` numbers for each item, by code; all 0 where the features are.
    private(set) var values: [Double]
    private let isKnown: [Bool]
    /// Whether a known item has no direction.
    private var isZero: [Bool]

    init(_ features: ItemFeatures) {
        width = features.width
        values = features.values
        isKnown = features.isKnown
        isZero = [Bool](repeating: false, count: isKnown.count)
        for item in isKnown.indices where isKnown[item] { normalize(item) }
    }

    /// Whether an item has all its features.
    @inline(__always)
    func isKnown(_ item: Int32) -> Bool { Int(item) < isKnown.count && isKnown[Int(item)] }

    /// Whether all features of an item are 0: its cosine with any other is taken as 0.
    @inline(__always)
    func isZero(_ item: Int32) -> Bool { isZero[Int(item)] }

    /// Scaled by a power of two first, so that no square overflows.
    private mutating func normalize(_ item: Int) {
        let range = item * width..<(item + 1) * width
        let largest = values[range].reduce(0) { max($0, abs($1)) }
        guard largest > 0 else {
            isZero[item] = true
            return
        }
        for index in range {
            values[index] = Double(sign: .plus, exponent: -largest.exponent, significand: values[index])
        }
        let length = values[range].reduce(0) { $0 + $1 * $1 }.squareRoot()
        for index in range { values[index] /= length }
    }
}
