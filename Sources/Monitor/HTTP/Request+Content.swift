import Foundation
import HTTPTypes
import Hummingbird

extension Request {
    /// The media type of the body, without parameters; nil if none is named.
    var mediaType: String? {
        headers[.contentType]?.split(separator: ";").first?.trimmingCharacters(in: .whitespaces).lowercased()
    }

    /// What is said where ``hasJSON`` is false.
    static let jsonExpectation = "expected the header Content-Type: application/json"

    /// Whether the body says that it is JSON.
    var hasJSON: Bool { mediaType == "application/json" }

    /// Reads a small JSON body of an API request.
    ///
    /// - Throws: ``HTTPError`` with what was expected.
    func json<Value: Decodable>(_ type: Value.Type, upTo limit: Int, expected: String) async throws -> Value {
        guard hasJSON else {
            throw HTTPError(.unsupportedMediaType, message: Self.jsonExpectation)
        }
        let bytes = try await body.collect(upTo: limit)
        do {
            return try JSONDecoder().decode(type, from: Data(bytes.readableBytesView))
        } catch {
            throw HTTPError(.badRequest, message: "expected \(expected)")
        }
    }
}
