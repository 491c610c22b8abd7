/// Whole numbers one after the other, seven bits to a byte: small ones take one.
struct PackedNumbers: Sendable, Equatable {
    private var bytes: [UInt8] = []

    /// Where the next number will begin.
    var end: Int { bytes.count }

    /// Appends a number.
    @inline(__always)
    mutating func append(_ number: Int) {
        bytes.appendPacked(number)
    }

    /// Reads the number that begins at `place`, and moves on to the next one.
    @inline(__always)
    func next(_ place: inout Int) -> Int {
        var (number, shift) = (UInt(0), UInt(0))
        while true {
            let byte = bytes[place]
            place &+= 1
            number |= UInt(byte & 0x7F) &<< shift
            if byte < 0x80 { return Int(bitPattern: number) }
            shift &+= 7
        }
    }
}
