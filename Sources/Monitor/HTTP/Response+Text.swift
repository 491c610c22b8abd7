import Foundation
import HTTPTypes
import Hummingbird

extension Response {
    /// A response with a text body.
    init(_ status: HTTPResponse.Status, text: String, contentType: String = "text/plain; charset=utf-8") {
        self.init(
            status: status, headers: [.contentType: contentType],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    /// The response to a method that a route does not have.
    static func methodNotAllowed(allowing methods: String) -> Response {
        var response = Response(.methodNotAllowed, text: "This endpoint takes \(methods).\n")
        response.headers[.allow] = methods
        return response
    }

    /// A response with a JSON body, keys in a stable order.
    init(_ status: HTTPResponse.Status = .ok, json value: some Encodable) throws {
        let text = String(decoding: try StableJSON.encoded(value), as: UTF8.self)
        self.init(status, text: text, contentType: "application/json; charset=utf-8")
    }
}
