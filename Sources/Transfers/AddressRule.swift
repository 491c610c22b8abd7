/// Which addresses a call may go to.
package enum AddressRule: Sendable {
    case any
    /// Not where clouds hand out the credentials of a machine.
    case noMetadata
    /// Only what anybody on the internet could call.
    case publicOnly

    private static let metadata = [
        v4([169, 254], 16), v4([100, 100, 100, 200], 32), v4([168, 63, 129, 16], 32), v4([192, 0, 0, 192], 32),
        v6([0xFE, 0x80], 10), v6([0xFD, 0x00, 0x0E, 0xC2], 32), v6([0xFD, 0x20, 0x00, 0xCE], 32),
    ]
    private static let inner = [
        // This host, private networks, carriers' networks, tests, multicast, reserved.
        v4([0], 8), v4([10], 8), v4([127], 8), v4([100, 64], 10), v4([172, 16], 12), v4([192, 0, 0], 24),
        v4([192, 168], 16), v4([198, 18], 15), v4([224], 3),
        // This host and nobody, private networks, the older kind of them, multicast.
        v6([], 120), v6([0xFC], 7), v6([0xFE, 0xC0], 10), v6([0xFF], 8),
    ]

    private static func v4(_ bytes: [UInt8], _ bits: Int) -> NetworkBlock {
        NetworkBlock(bytes, bits: bits, length: 4)
    }

    private static func v6(_ bytes: [UInt8], _ bits: Int) -> NetworkBlock {
        NetworkBlock(bytes, bits: bits, length: 16)
    }

    /// Whether a call may go to an address; one that stands for another is judged as both.
    package func allows(_ address: NetworkAddress) -> Bool {
        if let embedded = address.embedded, !allows(embedded) { return false }
        let denied = self == .any ? [] : self == .noMetadata ? Self.metadata : Self.metadata + Self.inner
        return !denied.contains { $0.contains(address) }
    }
}
