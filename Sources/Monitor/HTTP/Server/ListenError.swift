import Foundation
import NIOCore

/// Why a server cannot listen.
enum ListenError: Error, Equatable, CustomStringConvertible {
    case inUse(ListenAddress)
    case refused(ListenAddress, String)
    case noSystemdSockets
    case unusableSocket(Int32, String)

    /// What is wrong and what to do.
    var description: String {
        switch self {
        case .inUse(let address):
            "another process listens on \(address): stop it, or choose another address with --web.listen-address"
        case .refused(let address, let reason): "cannot listen on \(address): \(reason)"
        case .noSystemdSockets:
            "no sockets were handed over: start with a socket unit of systemd, or without --web.systemd-socket"
        case .unusableSocket(let descriptor, let reason):
            "descriptor \(descriptor) is no socket to listen on: \(reason)"
        }
    }

    /// Runs what binds a socket and tells a failure in words.
    static func explaining<Value>(_ socket: ListenSocket, _ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch {
            throw failure(of: socket, error)
        }
    }

    private static func failure(of socket: ListenSocket, _ error: any Error) -> ListenError {
        switch socket {
        case .inherited(let descriptor): .unusableSocket(descriptor, "\(error)")
        case .address(let address):
            (error as? IOError)?.errnoCode == EADDRINUSE ? .inUse(address) : .refused(address, "\(error)")
        }
    }
}
