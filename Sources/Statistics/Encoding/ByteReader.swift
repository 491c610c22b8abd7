/// Reads bytes from the front; says so when there are not enough.
struct ByteReader {
    private let content: [UInt8]
    private var place = 0

    init(_ content: [UInt8]) {
        self.content = content
    }

    /// The next little-endian number.
    mutating func integer<Number: FixedWidthInteger>() throws(ProfileEncodingError) -> Number {
        let bytes = try bytes(Number.bitWidth / 8)
        return bytes.reversed().reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
    }

    /// More than any data set has of anything: sums of thousands of such counts still fit.
    static let mostCounted = 1 << 48

    /// The next number, which counts something.
    mutating func count() throws(ProfileEncodingError) -> Int {
        let count: Int64 = try integer()
        guard (0..<Int64(Self.mostCounted)).contains(count) else { throw .corrupt("an impossible count") }
        return Int(count)
    }

    /// The next byte.
    mutating func byte() throws(ProfileEncodingError) -> UInt8 {
        guard place < content.count else { throw .corrupt("it is cut off") }
        defer { place += 1 }
        return content[place]
    }

    /// The next bytes.
    mutating func bytes(_ count: Int) throws(ProfileEncodingError) -> ArraySlice<UInt8> {
        guard count >= 0, count <= content.count - place else { throw .corrupt("it is cut off") }
        defer { place += count }
        return content[place..<place + count]
    }
}

extension ArraySlice<UInt8> {
    static func == (left: Self, right: [UInt8]) -> Bool { left.elementsEqual(right) }
}

extension [UInt8] {
    /// Appends a number, little-endian.
    mutating func appendInteger(_ number: some FixedWidthInteger) {
        for byte in 0..<number.bitWidth / 8 { append(UInt8(truncatingIfNeeded: number >> (8 * byte))) }
    }
}
