import Foundation
import Transfers

/// The URI of a PostgreSQL database with what we want of a session in it.
struct PostgreSQLAddress {
    let text: String

    private static let connectSeconds = 10

    /// - Parameters:
    ///   - password: Put beside the user; nil to leave it to the URI, `PGPASSWORD` or `.pgpass`.
    ///   - timeout: How long the server may work on a statement.
    init(_ uri: String, password: String?, timeout: Duration) {
        guard var parts = URLComponents(string: uri) else {
            text = uri
            return
        }
        if let password { parts.password = password }
        var items = parts.queryItems ?? []
        let own = items.first { $0.name == "options" }?.value.map { $0 + " " } ?? ""
        items.removeAll { $0.name == "options" }
        if !items.contains(where: { $0.name == "connect_timeout" }) {
            items.append(URLQueryItem(name: "connect_timeout", value: "\(Self.connectSeconds)"))
        }
        if !items.contains(where: { $0.name == "application_name" }) {
            items.append(URLQueryItem(name: "application_name", value: "modelwatch"))
        }
        let milliseconds = max(1, Int(timeout / .milliseconds(1)))
        let session = "-c default_transaction_read_only=on -c statement_timeout=\(milliseconds)"
        items.append(URLQueryItem(name: "options", value: own + session))
        // libpq wants signs encoded that a query may hold as they are.
        parts.percentEncodedQuery = items.map { "\($0.name.queryEncoded)=\(($0.value ?? "").queryEncoded)" }
            .joined(separator: "&")
        text = parts.string ?? uri
    }
}
