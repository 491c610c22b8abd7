/// Names for files that do not change from process to process: FNV-1a with 64 bits, twice with different beginnings.
enum StableHash {
    /// 32 hexadecimal digits for a list of texts.
    static func of(_ texts: [String]) -> String {
        [0xCBF2_9CE4_8422_2325, 0x6C62_272E_07BB_0142].map { basis in digits(texts, basis: basis) }.joined()
    }

    /// 32 hexadecimal digits for some texts.
    static func of(_ texts: String...) -> String { of(texts) }

    private static func digits(_ texts: [String], basis: UInt64) -> String {
        var hash = basis
        for text in texts {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
            // No text of UTF-8 holds this byte, so no two lists make one row of bytes.
            hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01B3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
