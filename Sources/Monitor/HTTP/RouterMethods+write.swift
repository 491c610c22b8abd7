import HTTPTypes
import Hummingbird

extension RouterMethods {
    /// Adds a route that changes something: POST, and a refusal of other methods.
    @discardableResult
    func write(
        _ path: RouterPath = "", _ change: @escaping @Sendable (Request, Context) async throws -> Response
    ) -> Self {
        post(path, use: change)
        for method in [HTTPRequest.Method.get, .head, .put, .patch, .delete, .options] {
            on(path, method: method) { _, _ in Response.methodNotAllowed(allowing: "POST") }
        }
        return self
    }
}
