import Foundation
import NIOCore

/// What a server listens on.
enum ListenSocket: Sendable, Equatable, CustomStringConvertible {
    /// An address that is still to be bound.
    case address(ListenAddress)
    /// A socket that somebody else bound and handed over.
    case inherited(NIOBSDSocket.Handle)

    /// The address, or the number of the descriptor.
    var description: String {
        switch self {
        case .address(let address): "\(address)"
        case .inherited(let descriptor): "the socket with descriptor \(descriptor)"
        }
    }

    /// Whether only this machine can reach it.
    var isLoopback: Bool {
        switch self {
        case .address(let address): address.isLoopback
        case .inherited(let descriptor): Self.isLoopback(descriptor)
        }
    }

    private static func isLoopback(_ descriptor: NIOBSDSocket.Handle) -> Bool {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let status = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &length)
            }
        }
        guard status == 0 else { return false }
        // Family, port and IPv4 address as they lie in memory: the names of the parts are not everywhere the same.
        let bytes = unsafe withUnsafeBytes(of: storage) { unsafe Array($0.prefix(8)) }
        let family = Int32(bytes[0]) | Int32(bytes[1]) << 8
        return family == AF_UNIX || family == AF_INET && bytes[4] == 127
    }
}
