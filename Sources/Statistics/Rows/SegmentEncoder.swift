/// Tells rows apart by the value of a column, or by the interval that a number lies in.
public struct SegmentEncoder: Sendable {
    /// The code of a row without a value.
    public static let missing: Int32 = -1

    /// More different values than this are no segments.
    public static let mostValues = 65_536

    /// The bounds between intervals, ascending; none to tell values apart.
    private let bounds: [Double]
    private var values = CategoryEncoder()
    private var numbers: [Double] = []

    /// - Parameter bounds: The bounds between intervals of numbers, ascending; each belongs to the interval above it. None to
    ///   take each value by itself.
    public init(bounds: [Double] = []) {
        self.bounds = bounds
    }

    /// The number of codes that rows can have so far.
    public var count: Int { bounds.isEmpty ? values.count : bounds.count + 1 }

    /// Replaces `codes` by a code for each row, from 0 on in the order of first appearance, or ``missing``.
    ///
    /// - Throws: ``ColumnError`` if the values are not numbers where intervals are asked for, or too many are different.
    public mutating func encode(_ column: Column, into codes: inout [Int32]) throws(ColumnError) {
        guard bounds.isEmpty else { return try encodeIntervals(column, into: &codes) }
        try values.encode(column, into: &codes)
        if values.count > Self.mostValues {
            throw .unsupported("a column of more than \(Self.mostValues) different values")
        }
        // Infinite numbers are no categories.
        for row in codes.indices where codes[row] < 0 { codes[row] = Self.missing }
    }

    /// What a code stands for, as text: a value, or an interval such as `[18, 30)`.
    public func label(_ code: Int32) -> String {
        let code = Int(code)
        guard !bounds.isEmpty else { return values.category(code).label }
        let lower = code == 0 ? "(-inf" : "[\(Category(number: bounds[code - 1]).label)"
        let upper = code == bounds.count ? "+inf)" : "\(Category(number: bounds[code]).label))"
        return "\(lower), \(upper)"
    }

    private mutating func encodeIntervals(_ column: Column, into codes: inout [Int32]) throws(ColumnError) {
        try column.decodeNumbers(into: &numbers)
        codes.removeAll(keepingCapacity: true)
        codes.append(addingCapacity: numbers.count) { output in
            for number in numbers { output.append(number.isNaN ? Self.missing : interval(of: number)) }
        }
    }

    /// How many bounds are no larger than the number.
    private func interval(of number: Double) -> Int32 {
        var (low, high) = (0, bounds.count)
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle] <= number { low = middle + 1 } else { high = middle }
        }
        return Int32(low)
    }
}
