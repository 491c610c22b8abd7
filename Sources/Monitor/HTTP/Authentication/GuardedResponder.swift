import HTTPTypes
import Hummingbird

/// Answers only what the guard admits; without a guard, everything.
struct GuardedResponder<Base: HTTPResponder<BasicRequestContext>>: HTTPResponder {
    let base: Base
    let requestGuard: RequestGuard?
    /// The answer where there is no route.
    let absence: Absence

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        switch await requestGuard?.admit(request) {
        case nil: return try await answer(request, context)
        case .refused(let response): return response
        case .admitted(let headers):
            var response = try await answer(request, context)
            // What the page itself says, of what it may load for instance, goes first.
            for field in headers where !response.headers.contains(field.name) { response.headers.append(field) }
            return response
        }
    }

    /// An answer with an error has a text: people read it in browsers and in the logs of their scrapers.
    private func answer(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let response = try await base.respond(to: request, context: context)
        guard response.status == .notFound, response.body.contentLength == 0 else { return response }
        return absence.response
    }
}
