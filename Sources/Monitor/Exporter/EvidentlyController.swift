import Checks
import Dataset
import HTTPTypes
import Hummingbird

/// `GET /metrics/evidently`: one model in the flattened names of a common Evidently exporter.
///
/// Those names have no label for the model, so with several models `?model=` must say which.
struct EvidentlyController: Sendable {
    let snapshots: SnapshotStore

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection().read("metrics/evidently") { request, _ in page(request) }
    }

    private func page(_ request: Request) -> Response {
        let models = snapshots.current.models
        let name = request.uri.queryParameters.get("model")
        let chosen = name == nil && models.count == 1 ? models.first : models.first { $0.model.name == name }
        guard let state = chosen else {
            let known = models.map(\.model.name).joined(separator: ", ")
            return Response(.badRequest, text: "The parameter model must be one of: \(known)\n")
        }
        return Response(.ok, text: text(state), contentType: ExpositionFormat.text.contentType)
    }

    /// A missing file is told as such exporters tell it; a broken one leaves the last good values.
    private func text(_ state: ModelState) -> String {
        if state.missing.reference { return "# \(state.model.reference.name) not found\n" }
        if state.missing.current { return "# \(state.model.current.name) not found\n" }
        return state.evaluation.map { EvidentlyPage($0).text } ?? "# not evaluated yet\n"
    }
}
