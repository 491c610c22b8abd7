import Foundation
import Transfers

/// The login of a program that has a secret (RFC 6749, section 4.4).
struct ClientCredentials: LoginService {
    /// Where the secret stands in the call.
    enum Style: Sendable {
        case form
        case header
    }

    /// Whose endpoint it is.
    enum Server: Equatable, Sendable {
        case engine
        /// Another server's, with its own `tls_config` if it has one.
        case other(TLSClientConfiguration?)
    }

    /// The token endpoint.
    let url: String
    let clientID: String
    let secret: Secret
    let scope: String
    let style: Style
    let server: Server

    var identity: String { "\(url) \(clientID) \(scope)" }

    func tls(beside engine: TLSClientConfiguration) -> TLSClientConfiguration {
        switch server {
        case .engine: engine
        case .other(let own): own ?? engine.elsewhere
        }
    }

    func request(at now: Date) throws -> HTTPClientRequest {
        var fields = [(name: "grant_type", value: "client_credentials"), (name: "scope", value: scope)]
        var request = HTTPClientRequest(method: "POST", url: url)
        request.headers = [("Content-Type", "application/x-www-form-urlencoded")]
        switch style {
        case .form: fields += [("client_id", clientID), ("client_secret", try secret.read())]
        case .header: try request.authorize(.basic(username: clientID, password: secret))
        }
        request.body = Data(EngineClient.form(fields).utf8)
        return request
    }
}
