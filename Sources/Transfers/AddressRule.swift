/// Which addresses a call may go to.
package enum AddressRule: Sendable {
    case any
    /// Not where clouds hand out the credentials of a machine.
    case noMetadata
    /// Only what anybody on the internet could call.
    case publicOnly

    /// The leading bits of an address.
    private struct Block {
        let bytes: [UInt8]
        let bits: Int

        init(_ bytes: [UInt8], _ bits: Int) {
            self.bytes = bytes
            self.bits = bits
        }

        func contains(_ address: ArraySlice<UInt8>) -> Bool {
            zip(bytes, address).enumerated().allSatisfy { index, pair in
                let rest = bits - index * 8
                let mask: UInt8 = rest >= 8 ? 0xFF : ~(0xFF >> UInt8(max(rest, 0)))
                return pair.0 & mask == pair.1 & mask
            }
        }
    }

    private static let metadata4 = [
        Block([169, 254], 16), Block([100, 100, 100, 200], 32), Block([168, 63, 129, 16], 32),
        Block([192, 0, 0, 192], 32),
    ]
    private static let metadata6 = [
        Block([0xFE, 0x80], 10), Block([0xFD, 0x00, 0x0E, 0xC2], 32), Block([0xFD, 0x20, 0x00, 0xCE], 32),
    ]
    /// This host, private networks, carriers' networks, tests, multicast, reserved.
    private static let private4 = [
        Block([0], 8), Block([10], 8), Block([127], 8), Block([100, 64], 10), Block([172, 16], 12),
        Block([192, 0, 0], 24), Block([192, 168], 16), Block([198, 18], 15), Block([224], 3),
    ]
    /// This host and nobody, private networks, the older kind of them, multicast.
    private static let private6 = [
        Block([UInt8](repeating: 0, count: 15), 120), Block([0xFC], 7), Block([0xFE, 0xC0], 10), Block([0xFF], 8),
    ]

    /// Whether a call may go to an address; one that stands for another is judged as both.
    package func allows(_ address: NetworkAddress) -> Bool {
        if let embedded = address.embedded, !allows(embedded) { return false }
        let isLong = address.bytes.count == 16
        let metadata = isLong ? Self.metadata6 : Self.metadata4
        let inner = isLong ? Self.private6 : Self.private4
        let denied = self == .any ? [] : self == .noMetadata ? metadata : metadata + inner
        return !denied.contains { $0.contains(address.bytes[...]) }
    }
}
