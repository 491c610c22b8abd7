/// Reads the rows of any numeric column as doubles, one at a time: for the types that are rare enough not to deserve
/// a loop of their own (decimals, half precision).
struct NumberReader {
    private let column: Column
    let count: Int

    init(_ column: Column) {
        self.column = column
        switch column {
        case .decimal(let values): count = values.count
        case .float16(let values): count = values.count
        default: count = 0
        }
    }

    /// The value at `row`, or nil where there is none.
    subscript(row: Int) -> Double? {
        switch column {
        case .decimal(let values): values.validity[row] ? values[row] : nil
        case .float16(let values): values.validity[row] ? Self.half(values.values[row]) : nil
        default: nil
        }
    }

    /// IEEE 754 binary16 to binary64.
    private static func half(_ bits: UInt16) -> Double {
        let sign: Double = bits >> 15 == 1 ? -1 : 1
        let exponent = Int(bits >> 10 & 0x1F)
        let fraction = Double(bits & 0x3FF) / 1024
        switch exponent {
        case 0: return sign * fraction * 0x1p-14
        case 31: return fraction == 0 ? sign * .infinity : .nan
        default: return sign * (1 + fraction) * Double(sign: .plus, exponent: exponent - 15, significand: 1)
        }
    }
}
