import Foundation
import Hummingbird
import NIOPosix
import Testing

@testable import Monitor

struct PrometheusClientTests {
    private static func client(_ url: String) throws -> PrometheusClient {
        let configuration = try Configuration(text: "prometheus: {url: '\(url)'}").prometheus
        return PrometheusClient(try #require(configuration), client: HTTPClient(threads: .singleton))
    }

    private static func samples(_ answer: String, query: String = "up") async throws -> [PrometheusClient.Sample] {
        let server = FakeServer { _ in Response(.ok, text: answer) }
        nonisolated(unsafe) var samples: [PrometheusClient.Sample] = []
        try await server.run { url async throws in
            let client = try Self.client(url)
            unsafe samples = try await client.samples(of: query)
        }
        #expect(server.calls.first?.path == "/api/v1/query?query=\(EngineClient.segment(query))")
        return unsafe samples
    }

    @Test func `a vector, an empty one and a scalar are read`() async throws {
        let vector = """
            {"status": "success", "data": {"resultType": "vector", "result": [
              {"metric": {"__name__": "up", "job": "a"}, "value": [1800000000.1, "1"]},
              {"metric": {"job": "b"}, "value": [1800000000.1, "+Inf"]}]}}
            """
        let samples = try await Self.samples(vector, query: "up{job=~\"a|b\"} > 0")
        #expect(samples.map(\.value) == [1, .infinity])
        #expect(samples.map { $0.labels["job"] } == ["a", "b"])
        let empty = #"{"status": "success", "data": {"resultType": "vector", "result": []}}"#
        #expect(try await Self.samples(empty).isEmpty)
        let scalar = #"{"status": "success", "data": {"resultType": "scalar", "result": [1, "0.5"]}}"#
        #expect(try await Self.samples(scalar) == [.init(labels: [:], value: 0.5)])
    }

    @Test func `what is no instant vector is refused`() async throws {
        let matrix = #"{"status": "success", "data": {"resultType": "matrix", "result": []}}"#
        await #expect(
            throws: EngineError.refusal(
                engine: "Prometheus", "expected an instant vector or a scalar, found a matrix")
        ) { try await Self.samples(matrix) }
        await #expect(throws: EngineError.unexpectedAnswer(engine: "Prometheus")) { try await Self.samples("<html>") }
    }

    @Test func `a real Prometheus tells where an expression is wrong`() async throws {
        let server = try await PrometheusServer(configuration: "global: {}\n")
        let client = try Self.client(server.url)
        #expect(try await client.samples(of: "vector(2) > 1").map(\.value) == [2])
        #expect(try await client.samples(of: "vector(0) > 1").isEmpty)
        #expect(try await client.samples(of: "scalar(vector(3))").map(\.value) == [3])
        do {
            _ = try await client.samples(of: "up{")
            Issue.record("expected a refusal")
        } catch let error as EngineError {
            #expect(error.description.hasPrefix("Prometheus answered 400: "))
            #expect(error.description.contains("1:4: parse error"))
            #expect(VerdictAnswer(failure: error) == .refused(error.description))
        }
        try await server.stop()
    }
}
