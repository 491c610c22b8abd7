import Foundation

/// An outgoing call.
struct HTTPClientRequest: Sendable {
    var method = "GET"
    let url: String
    /// Headers; they are never logged.
    var headers: [(name: String, value: String)] = []
    var body: Data?
    /// The whole call may take this long.
    var timeout: Duration = .seconds(10)
    /// Longer answers are refused.
    var maximumResponseBytes = 4 << 20

    /// Adds what identifies us; a secret kept in a file is read now.
    mutating func authorize(_ authorization: HTTPAuthorization?) throws {
        switch authorization {
        case .basic(let username, let password)?:
            let credentials = Data("\(username):\(try password.read())".utf8).base64EncodedString()
            headers.append(("Authorization", "Basic \(credentials)"))
        case .bearer(let token)?: headers.append(("Authorization", "Bearer \(try token.read())"))
        case nil: break
        }
    }
}
