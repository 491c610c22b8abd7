import Foundation
import Transfers

extension EngineClient {
    /// Sends fields as a web form does.
    func send(
        form fields: [(name: String, value: String)], to path: String, expecting statuses: Set<Int>
    ) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(method: "POST", url: url + path)
        request.headers.append(("Content-Type", "application/x-www-form-urlencoded"))
        request.body = Data(Self.form(fields).utf8)
        return try await send(request, expecting: statuses)
    }

    /// Fields for a query or a form: whatever they hold stays inside them.
    static func form(_ fields: [(name: String, value: String)]) -> String {
        fields.map { "\(segment($0.name))=\(segment($0.value))" }.joined(separator: "&")
    }
}
