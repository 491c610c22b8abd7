import HTTPTypes
import Hummingbird

/// `/-/healthy` and `/-/ready`, in Prometheus's manner.
struct HealthController: Sendable {
    /// Throws if work cannot be taken now.
    let checkReadiness: @Sendable () async throws -> Void

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection()
            .read("healthy") { _, _ in Response(.ok, text: "Healthy.\n") }
            .read("ready") { _, _ in await ready() }
    }

    private func ready() async -> Response {
        do {
            try await checkReadiness()
            return Response(.ok, text: "Ready.\n")
        } catch {
            return Response(.serviceUnavailable, text: "Not ready: \(error)\n")
        }
    }
}
