/// Decodes UTF-8 character by character; bytes that are none count as U+FFFD, as `String(decoding:as:)` has it.
enum UTF8Scalars {
    static let replacement: UInt32 = 0xFFFD

    /// The character that begins with the byte at `offset`, and how many bytes it takes.
    @inline(__always)
    static func decode(_ bytes: Span<UInt8>, at offset: Int) -> (code: UInt32, length: Int) {
        let lead = bytes[offset]
        if lead < 0x80 { return (UInt32(lead), 1) }
        return decodeLong(bytes, at: offset, lead: lead)
    }

    private static func decodeLong(_ bytes: Span<UInt8>, at offset: Int, lead: UInt8) -> (code: UInt32, length: Int) {
        // What may follow the lead, so that neither overlong forms nor surrogates nor codes beyond U+10FFFF pass.
        let (length, mask, second): (Int, UInt8, ClosedRange<UInt8>)
        switch lead {
        case 0xC2...0xDF: (length, mask, second) = (2, 0x1F, 0x80...0xBF)
        case 0xE0: (length, mask, second) = (3, 0x0F, 0xA0...0xBF)
        case 0xED: (length, mask, second) = (3, 0x0F, 0x80...0x9F)
        case 0xE1...0xEF: (length, mask, second) = (3, 0x0F, 0x80...0xBF)
        case 0xF0: (length, mask, second) = (4, 0x07, 0x90...0xBF)
        case 0xF1...0xF3: (length, mask, second) = (4, 0x07, 0x80...0xBF)
        case 0xF4: (length, mask, second) = (4, 0x07, 0x80...0x8F)
        default: return (replacement, 1)
        }
        var code = UInt32(lead & mask)
        for place in 1..<length {
            guard offset + place < bytes.count else { return (replacement, place) }
            let byte = bytes[offset + place]
            guard place == 1 ? second.contains(byte) : byte & 0xC0 == 0x80 else { return (replacement, place) }
            code = code << 6 | UInt32(byte & 0x3F)
        }
        return (code, length)
    }

    /// The character that ends before `offset`, and where it begins.
    static func decode(_ bytes: Span<UInt8>, before offset: Int) -> (code: UInt32, start: Int) {
        for length in 1...4 where length <= offset && bytes[offset - length] & 0xC0 != 0x80 {
            let found = decode(bytes, at: offset - length)
            return found.length == length ? (found.code, offset - length) : (replacement, offset - 1)
        }
        return (replacement, offset - 1)
    }
}
