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
        return unsafe withUnsafePointer(to: storage) { pointer in
            switch unsafe Int32(pointer.pointee.ss_family) {
            case AF_UNIX: true
            case AF_INET:
                unsafe pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                    unsafe UInt32(bigEndian: $0.pointee.sin_addr.s_addr) >> 24 == 127
                }
            default: false
            }
        }
    }
}
