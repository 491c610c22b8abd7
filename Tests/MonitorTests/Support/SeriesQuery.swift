import Foundation
import NIOPosix
import Testing
import Transfers

@testable import Monitor

/// Asks a server that speaks Prometheus's HTTP API.
struct SeriesQuery: Sendable {
    let url: String
    private static let client = HTTPClient(threads: .singleton)

    /// The samples of an instant query: labels and value.
    func samples(_ expression: String) async throws -> [(labels: [String: String], value: Double)] {
        let response = try await Self.client.send(
            HTTPClientRequest(
                method: "POST", url: url + "/api/v1/query",
                headers: [("Content-Type", "application/x-www-form-urlencoded")],
                body: Data("query=\(Self.escaped(expression))".utf8)))
        let text = String(decoding: response.body, as: UTF8.self)
        let answer = try JSONDecoder().decode(JSONValue.self, from: response.body)
        let result = try #require(answer["data"]?["result"]?.array, "\(expression): \(text)")
        return result.map { sample in
            let labels = (sample["metric"]?.object ?? [:]).compactMapValues(\.string)
            return (labels, sample["value"]?.array?.last?.string.flatMap(Double.init) ?? .nan)
        }
    }

    /// The value of a query that has one result; nil if it has none.
    func value(_ expression: String) async throws -> Double? {
        try await samples(expression).first?.value
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
