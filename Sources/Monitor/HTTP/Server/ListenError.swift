import Foundation
import NIOCore

/// Why a server cannot listen.
enum ListenError: Error, Equatable, CustomStringConvertible {
    case inUse(ListenAddress)
    case refused(ListenAddress, String)

    /// What is wrong and what to do.
    var description: String {
        switch self {
        case .inUse(let address):
            "another process listens on \(address): stop it, or choose another address with --web.listen-address"
        case .refused(let address, let reason): "cannot listen on \(address): \(reason)"
        }
    }

    /// Runs a server and tells a failure to listen in words.
    static func explaining(_ address: ListenAddress, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as IOError {
            throw error.errnoCode == EADDRINUSE ? Self.inUse(address) : .refused(address, "\(error)")
        }
    }
}
