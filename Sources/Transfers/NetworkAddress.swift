import CCurl
import Foundation

/// An IPv4 or IPv6 address.
package struct NetworkAddress: Sendable, Equatable, CustomStringConvertible {
    /// 4 or 16 bytes, the first one in front.
    package let bytes: [UInt8]

    /// Takes 4 or 16 bytes.
    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads an address in its usual notation; nil for anything else, names included.
    package init?(_ text: String) {
        for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
            var bytes = [UInt8](repeating: 0, count: count)
            if unsafe inet_pton(family, text, &bytes) == 1 {
                self.bytes = bytes
                return
            }
        }
        return nil
    }

    /// Where libcurl wants to connect; nil if that is no IP address.
    init?(_ address: UnsafeMutablePointer<curl_sockaddr>) {
        guard let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return nil }
        // libcurl keeps room behind the declared field for addresses that are longer.
        let start = unsafe UnsafeRawPointer(address) + offset
        switch unsafe address.pointee.family {
        case AF_INET: bytes = unsafe Array(UnsafeRawBufferPointer(start: start + 4, count: 4))
        case AF_INET6: bytes = unsafe Array(UnsafeRawBufferPointer(start: start + 8, count: 16))
        default: return nil
        }
    }

    /// The IPv4 address that a translator makes of an IPv6 address; nil if it makes none.
    var embedded: NetworkAddress? {
        guard bytes.count == 16 else { return nil }
        let zeros = [UInt8](repeating: 0, count: 16)
        let head = bytes.prefix(12)
        if bytes.starts(with: [0x20, 0x02]) { return NetworkAddress(bytes: Array(bytes[2..<6])) }
        let isTranslated = head == [0, 0x64, 0xFF, 0x9B] + zeros.prefix(8)
        let isCompatible = head == zeros.prefix(12) && bytes[12] != 0
        return isMapped || isTranslated || isCompatible ? NetworkAddress(bytes: Array(bytes[12...])) : nil
    }

    /// The IPv4 address for one that a socket for both kinds shows as IPv6, `::ffff:10.0.0.1`; any other as it is.
    package var unmapped: NetworkAddress { isMapped ? NetworkAddress(bytes: Array(bytes[12...])) : self }

    private var isMapped: Bool {
        bytes.count == 16 && bytes.prefix(12) == [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
    }

    /// The usual notation, for IPv6 that of RFC 5952.
    package var description: String {
        if bytes.count == 4 { return bytes.map { "\($0)" }.joined(separator: ".") }
        let groups = stride(from: 0, to: bytes.count, by: 2).map { Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]) }
        let texts = groups.map { String($0, radix: 16) }
        let zeros = Self.longestZeros(groups)
        guard zeros.count > 1 else { return texts.joined(separator: ":") }
        return [texts[..<zeros.lowerBound], texts[zeros.upperBound...]].map { $0.joined(separator: ":") }
            .joined(separator: "::")
    }

    /// Where most groups in a row are zero; the first of two such places.
    private static func longestZeros(_ groups: [Int]) -> Range<Int> {
        var longest = 0..<0
        var start = 0
        for end in 0...groups.count where end == groups.count || groups[end] != 0 {
            if end - start > longest.count { longest = start..<end }
            start = end + 1
        }
        return longest
    }
}
