import Foundation
import Transfers

/// Something that gives out tokens for the API of an engine.
protocol LoginService: Sendable, Equatable {
    /// What tells its tokens from all others.
    var identity: String { get }
    /// The call that asks for a token.
    func request(at now: Date) throws -> HTTPClientRequest
}
