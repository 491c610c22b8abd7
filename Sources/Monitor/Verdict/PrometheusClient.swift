import Foundation
import Transfers

/// Asks Prometheus for values of this moment.
struct PrometheusClient: Sendable {
    /// One series and its value now.
    struct Sample: Sendable, Equatable {
        let labels: [String: String]
        let value: Double
    }

    private let client: EngineClient

    init(_ configuration: PrometheusConfiguration, client: HTTPClient) {
        self.client = EngineClient(
            engine: "Prometheus", url: configuration.url, authorization: configuration.authorization,
            timeout: .seconds(10), client: client.secured(by: configuration.tls))
    }

    /// The samples of an instant query; none if it has no result. What is wrong with the expression is told with its
    /// place in Prometheus's words.
    func samples(of query: String) async throws -> [Sample] {
        let response = try await client.get("/api/v1/query?query=\(EngineClient.segment(query))")
        let answer = try client.decode(JSONValue.self, response)
        guard answer["status"] == .string("success"), let type = answer["data"]?["resultType"]?.string else {
            throw EngineError.unexpectedAnswer(engine: "Prometheus")
        }
        let result = answer["data"]?["result"]
        switch type {
        case "scalar": return try [sample(labels: [:], result)]
        case "vector":
            return try (result?.array ?? []).map { series in
                try sample(labels: series["metric"]?.object?.compactMapValues(\.string) ?? [:], series["value"])
            }
        default:
            throw EngineError.refusal(engine: "Prometheus", "expected an instant vector or a scalar, found a \(type)")
        }
    }

    /// A value is a pair of the time and the number as text.
    private func sample(labels: [String: String], _ pair: JSONValue?) throws -> Sample {
        guard let parts = pair?.array, parts.count == 2, let value = parts[1].string.flatMap(Double.init) else {
            throw EngineError.unexpectedAnswer(engine: "Prometheus")
        }
        return Sample(labels: labels, value: value)
    }
}
