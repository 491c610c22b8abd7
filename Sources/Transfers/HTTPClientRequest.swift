package import Foundation

/// An outgoing call.
package struct HTTPClientRequest: Sendable {
    package var method: String
    package let url: String
    /// Headers; they are never logged.
    package var headers: [(name: String, value: String)]
    package var body: Data?
    /// The whole call may take this long.
    package var timeout: Duration
    /// Longer answers are refused.
    package var maximumResponseBytes = 4 << 20
    /// Whom the call trusts and how it identifies us over TLS.
    package var tls = TLSClientConfiguration()
    /// Where the call may go.
    package var addresses = AddressRule.any
    /// Signs the call for Amazon's services.
    package var signature: RequestSignature?

    package init(
        method: String = "GET", url: String, headers: [(name: String, value: String)] = [], body: Data? = nil,
        timeout: Duration = .seconds(10)
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
    }

    /// Adds what identifies us; a secret kept in a file is read now.
    package mutating func authorize(_ authorization: HTTPAuthorization?) throws {
        switch authorization {
        case .basic(let username, let password)?:
            let credentials = Data("\(username):\(try password.read())".utf8).base64EncodedString()
            headers.append(("Authorization", "Basic \(credentials)"))
        case .bearer(let token)?: headers.append(("Authorization", "Bearer \(try token.read())"))
        case nil: break
        }
    }
}
