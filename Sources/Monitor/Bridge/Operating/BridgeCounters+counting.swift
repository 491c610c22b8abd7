import HTTPTypes
import Hummingbird

extension BridgeCounters {
    /// Counts an operator's request by its answer.
    func counting(_ action: String, _ body: () async throws -> Response) async throws -> Response {
        do {
            let response = try await body()
            increase(BridgeMetric.operatorRequests, [action, "\(response.status.code)"])
            return response
        } catch let error as HTTPError {
            increase(BridgeMetric.operatorRequests, [action, "\(error.status.code)"])
            throw error
        }
    }
}
