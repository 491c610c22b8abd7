import Foundation
import Transfers

/// Something that gives out tokens for the API of an engine.
protocol LoginService: Sendable, Equatable {
    /// What tells its tokens from all others.
    var identity: String { get }
    /// The call that asks for a token.
    func request(at now: Date) throws -> HTTPClientRequest
    /// The token in the answer; nil if there is none.
    func token(in answer: Data, at now: Date) -> AccessToken?
    /// Where it may be asked.
    var addresses: AddressRule { get }
    /// How it is called over TLS, beside an engine that is called so; as a server elsewhere by default.
    func tls(beside engine: TLSClientConfiguration) -> TLSClientConfiguration
    /// Answers of the engine that mean that it does not take a token any more.
    var refusals: Set<Int> { get }
}

extension LoginService {
    func token(in answer: Data, at now: Date) -> AccessToken? { AccessToken(answer, at: now) }
    var refusals: Set<Int> { [401] }
    func tls(beside engine: TLSClientConfiguration) -> TLSClientConfiguration { engine.elsewhere }
    var addresses: AddressRule { .noMetadata }
}
