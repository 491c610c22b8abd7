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
        let isMapped = head == zeros.prefix(10) + [0xFF, 0xFF]
        let isTranslated = head == [0, 0x64, 0xFF, 0x9B] + zeros.prefix(8)
        let isCompatible = head == zeros.prefix(12) && bytes[12] != 0
        return isMapped || isTranslated || isCompatible ? NetworkAddress(bytes: Array(bytes[12...])) : nil
    }

    package var description: String {
        if bytes.count == 4 { return bytes.map { "\($0)" }.joined(separator: ".") }
        return stride(from: 0, to: bytes.count, by: 2)
            .map { String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16) }
            .joined(separator: ":")
    }
}
