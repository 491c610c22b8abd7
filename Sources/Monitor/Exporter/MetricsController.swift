import HTTPTypes
import Hummingbird

/// `GET /metrics` of the exporter: the last snapshot, and the metrics of the process.
struct MetricsController: Sendable {
    let snapshots: SnapshotStore

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection().get("metrics") { request, _ in page(request) }
    }

    private func page(_ request: Request) -> Response {
        let format = AcceptHeader(request.headers[.accept] ?? "").expositionFormat
        var body = snapshots.current.page(format)
        body.writeString(MetricsPage(ProcessMetrics.measurements()).encoded(as: format))
        return Response(
            status: .ok, headers: [.contentType: format.contentType, .vary: "Accept"], body: .init(byteBuffer: body))
    }
}
