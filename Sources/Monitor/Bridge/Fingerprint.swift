/// Alertmanager's identity of a label set: FNV-1a with 64 bits over the sorted names and values.
///
/// Each name and each value is followed by the byte 0xFF, as in Prometheus's `model.LabelSet.Fingerprint`.
enum Fingerprint {
    /// The fingerprint in 16 hexadecimal digits.
    static func of(_ labels: [String: String]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ byte: UInt8) {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        for (name, value) in labels.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            name.utf8.forEach(add)
            add(0xFF)
            value.utf8.forEach(add)
            add(0xFF)
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
