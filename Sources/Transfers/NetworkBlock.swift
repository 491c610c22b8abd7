/// A network: the addresses that begin with the same bits.
package struct NetworkBlock: Sendable, Equatable, CustomStringConvertible {
    private let first: NetworkAddress
    private let bits: Int

    /// Makes a network of so many leading bits; what is left out of the bytes of its first address is zero.
    ///
    /// - Parameter length: 4 bytes for IPv4, 16 for IPv6.
    init(_ bytes: [UInt8], bits: Int, length: Int) {
        first = NetworkAddress(bytes: bytes + [UInt8](repeating: 0, count: length - bytes.count))
        self.bits = bits
    }

    /// Reads CIDR notation such as `10.0.0.0/8`; IPv6 for IPv4 addresses, such as `::ffff:10.0.0.0/104`, is IPv4.
    package init(_ text: String) throws(NetworkBlockError) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let given = NetworkAddress(String(parts[0])) else { throw .unreadable }
        let all = given.bytes.count * 8
        guard parts.count > 1 else { throw .noLength(address: "\(given)/\(all)") }
        guard parts.count == 2, parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let length = Int(parts[1]), length <= all
        else { throw .unreadable }
        let address = length >= 96 ? given.unmapped : given
        let bits = address == given ? length : length - 96
        let block = Self(Self.leading(bits, of: address.bytes), bits: bits, length: address.bytes.count)
        guard block.first == address else {
            throw .hostBits(network: "\(block)", address: "\(address)/\(address.bytes.count * 8)")
        }
        self = block
    }

    /// Whether an address is in the network; those of the other kind of IP are not.
    package func contains(_ address: NetworkAddress) -> Bool {
        address.bytes.count == first.bytes.count && Self.leading(bits, of: address.bytes) == first.bytes
    }

    package var description: String { "\(first)/\(bits)" }

    /// The bytes with zeros in place of all but so many leading bits.
    private static func leading(_ bits: Int, of bytes: [UInt8]) -> [UInt8] {
        bytes.enumerated().map { index, byte in
            let rest = bits - index * 8
            return rest >= 8 ? byte : byte & ~(0xFF >> UInt8(max(rest, 0)))
        }
    }
}
