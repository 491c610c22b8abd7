import Foundation
import Hummingbird

@testable import Monitor

/// An answer that a real server gave.
enum RecordedAnswer {
    /// The response recorded in a file under `Fixtures`, such as `prefect/07_create_201`.
    static func of(_ name: String) throws -> Response {
        let data = try Data(contentsOf: Fixtures.url("\(name).json"))
        let recorded = try JSONDecoder().decode(JSONValue.self, from: data)["response"]
        guard case .integer(let status)? = recorded?["status"], let body = recorded?["body"] else {
            throw CocoaError(.fileReadCorruptFile)
        }
        if let text = body.string { return Response(.init(code: status), text: text) }
        return try Response(.init(code: status), json: body)
    }
}
