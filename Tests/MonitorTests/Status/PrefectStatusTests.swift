import Foundation
import Hummingbird
import NIOPosix
import Testing

@testable import Monitor

/// Against the answers that Prefect 3.8.8 gave.
struct PrefectStatusTests {
    private static let now = TestClock.at("23:00:00")

    private static func source(_ url: String) throws -> any StatusSource {
        let configuration = try Configuration(
            text: """
                policies:
                  - name: p
                    match: [a=b]
                    engine: {prefect: {url: "\(url)", deployment: retrain/production, timeout: 2s, status_interval: 1m}}
                """)
        return try #require(configuration.statusSources(client: HTTPClient(threads: .singleton)).first)
    }

    /// The recording that answers a call.
    private static func recording(_ call: FakeServer.Call) -> String {
        let isLate = call.text.contains("Late")
        switch call.path {
        case "/flow_runs/history": return "40_flow_run_history"
        case "/task_runs/history": return "41_task_run_history"
        case "/work_pools/filter": return "42_work_pools"
        case "/work_queues/filter": return "43_work_queues"
        case "/flow_runs/filter": return call.text.contains("COMPLETED") ? "45_last_completed_run" : "44_next_run"
        case "/flow_runs/count": return isLate ? "46_count_late" : "39_count_running"
        default: return "03_deployment_by_name"
        }
    }

    private static func read(
        _ answer: @escaping FakeServer.Answer
    ) async throws -> (reading: Result<StatusReading, any Error>, calls: [FakeServer.Call]) {
        let server = FakeServer(answer: answer)
        let result = try await server.run { url async throws -> Result<StatusReading, any Error> in
            let source = try source(url)
            do { return .success(try await source.read(at: now)) } catch { return .failure(error) }
        }
        return (result, server.calls)
    }

    @Test func `runs, work and deployments become values`() async throws {
        let (result, calls) = try await Self.read { try RecordedAnswer.of("prefect/" + Self.recording($0)) }
        let reading = try result.get()
        let expected = [
            "flow_runs|completed": 1.0, "flow_runs|failed": 1, "flow_runs|scheduled": 1, "flow_runs|crashed": 0,
            "task_runs|completed": 3, "task_runs|failed": 1, "task_runs|running": 0, "running_flow_runs": 0,
            "late_flow_runs": 1, "upcoming_flow_runs": 0, "deployment_ready|retrain/production": 1,
            "deployment_paused|retrain/production": 0, "work_pool_ready|gpu": 0, "work_pool_paused|gpu": 0,
            "work_queue_ready|gpu|default": 0, "work_queue_paused|gpu|default": 0,
            "next_flow_run_timestamp_seconds": 1_795_896_000,
            "last_completed_flow_run_timestamp_seconds": 1_795_845_171.001,
        ]
        for (name, value) in expected {
            let found = try #require(reading.series["modelwatch_prefect_\(name)"], "\(name)")
            #expect(abs(found - value) < 0.1, "\(name): \(found)")
        }
        #expect(reading.series.count == 2 * PrefectStatus.states.count + 11 && reading.omitted == 0)
        let history = try #require(calls.first?.json)
        #expect(history["history_start"] == .string("2026-11-19T23:00:00.000Z"))
        #expect(history["history_end"] == .string("2026-11-20T23:00:00.000Z"))
        #expect(history["history_interval_seconds"] == .integer(86_400))
        #expect(calls.count == 10)
    }

    @Test func `a deployment that is not there executes nothing`() async throws {
        let (result, _) = try await Self.read { call in
            let isDeployment = call.path.hasPrefix("/deployments")
            return try RecordedAnswer.of("prefect/" + (isDeployment ? "05_deployment_unknown" : Self.recording(call)))
        }
        let series = try result.get().series
        #expect(series["modelwatch_prefect_deployment_ready|retrain/production"] == 0)
        #expect(series["modelwatch_prefect_deployment_paused|retrain/production"] == nil)
    }

    @Test(arguments: ["/flow_runs/history", "/work_queues/filter", "/deployments/name/retrain/production"])
    func `one call that fails makes the whole look fail`(path: String) async throws {
        let (result, _) = try await Self.read { call in
            try RecordedAnswer.of("prefect/" + (call.path == path ? "unavailable_503" : Self.recording(call)))
        }
        #expect(throws: EngineError.status(engine: "Prefect", 503, "Service Unavailable", retryAfter: nil)) {
            try result.get()
        }
    }

    @Test func `pools without end have an end`() async throws {
        let pools = (0..<200).map { #"{"name": "pool \#($0)", "status": "READY", "is_paused": true}"# }
        let (result, _) = try await Self.read { call in
            guard call.path == "/work_pools/filter" else {
                return try RecordedAnswer.of("prefect/" + Self.recording(call))
            }
            return Response(.ok, text: "[\(pools.joined(separator: ","))]", contentType: "application/json")
        }
        let reading = try result.get()
        #expect(reading.omitted == 150)
        #expect(reading.series["modelwatch_prefect_work_pool_ready|pool 49"] == 1)
        #expect(reading.series["modelwatch_prefect_work_pool_paused|pool 49"] == 1)
        #expect(reading.series["modelwatch_prefect_work_pool_ready|pool 50"] == nil)
    }
}
