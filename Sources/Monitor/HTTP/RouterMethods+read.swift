import HTTPTypes
import Hummingbird

extension RouterMethods {
    /// Adds a page that is read and not written: GET, the HEAD that goes with it, and a refusal of other methods.
    @discardableResult
    func read(
        _ path: RouterPath = "", _ page: @escaping @Sendable (Request, Context) async throws -> Response
    ) -> Self {
        get(path, use: page)
        for method in [HTTPRequest.Method.post, .put, .patch, .delete, .options] {
            on(path, method: method) { _, _ in Response.methodNotAllowed(allowing: "GET, HEAD") }
        }
        return self
    }
}
