extension [UInt8] {
    /// Appends a category: a tag, then its value; texts with their length.
    mutating func appendCategory(_ category: Category) {
        switch category {
        case .boolean(let value):
            append(0)
            append(value ? 1 : 0)
        case .integer(let value):
            append(1)
            appendInteger(value)
        case .real(let value):
            append(2)
            appendInteger(value.bitPattern)
        case .text(let bytes):
            append(3)
            appendInteger(UInt64(bytes.count))
            append(contentsOf: bytes)
        }
    }
}

extension ByteReader {
    /// The next category.
    mutating func category() throws(ProfileEncodingError) -> Category {
        let tag: UInt8 = try integer()
        switch tag {
        case 0:
            let value: UInt8 = try integer()
            return .boolean(value == 1)
        case 1: return .integer(try integer())
        case 2: return .real(Double(bitPattern: try integer()))
        case 3: return .text(Array(try bytes(try count())))
        default: throw .corrupt("a category of unknown type \(tag)")
        }
    }

    /// The next number, which counts something.
    mutating func count() throws(ProfileEncodingError) -> Int {
        let count: Int64 = try integer()
        guard count >= 0 else { throw .corrupt("a negative count") }
        return Int(count)
    }
}
