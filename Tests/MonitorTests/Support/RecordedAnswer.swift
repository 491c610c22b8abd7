import Foundation
import Hummingbird

@testable import Monitor

/// An answer of a real Prefect server 3.8.8.
enum RecordedAnswer {
    /// The response recorded in a file under `Fixtures/prefect`.
    static func prefect(_ name: String) throws -> Response {
        let data = try Data(contentsOf: Fixtures.url("prefect/\(name).json"))
        let recorded = try JSONDecoder().decode(JSONValue.self, from: data)["response"]
        guard case .integer(let status)? = recorded?["status"], let body = recorded?["body"] else {
            throw CocoaError(.fileReadCorruptFile)
        }
        return try Response(.init(code: status), json: body)
    }
}
