extension Sequence<UInt8> {
    /// Two lowercase digits for each byte.
    var hexadecimal: String {
        map { String(UInt16($0) | 0x100, radix: 16).dropFirst() }.joined()
    }
}
