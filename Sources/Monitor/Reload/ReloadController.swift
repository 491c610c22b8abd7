import HTTPTypes
import Hummingbird

/// `POST /-/reload`, in Prometheus's manner: reads the configuration again and tells what changed.
struct ReloadController: Sendable {
    let reloader: ConfigurationReloader

    var endpoints: RouteCollection<BasicRequestContext> {
        let routes = RouteCollection<BasicRequestContext>()
        for method in [HTTPRequest.Method.post, .put] { routes.on("", method: method) { _, _ in await reload() } }
        for method in [HTTPRequest.Method.get, .head, .patch, .delete, .options] {
            routes.on("", method: method) { _, _ in refuseMethod() }
        }
        return routes
    }

    private func reload() async -> Response {
        do {
            return Response(.ok, text: "Reloaded: \(try await reloader.reload())\n")
        } catch {
            return Response(.internalServerError, text: "The reload failed: \(error)\n")
        }
    }

    private func refuseMethod() -> Response {
        var response = Response(.methodNotAllowed, text: "This endpoint requires a POST request.\n")
        response.headers[.allow] = "POST, PUT"
        return response
    }
}
