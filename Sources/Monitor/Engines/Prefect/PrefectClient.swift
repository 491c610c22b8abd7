import Foundation
import Transfers

/// Calls the API of a Prefect server.
struct PrefectClient: Sendable {
    let api: EngineClient

    init(_ configuration: PrefectConfiguration, client: HTTPClient) {
        api = EngineClient(
            engine: "Prefect", url: configuration.url, authorization: configuration.authorization,
            timeout: configuration.timeout, client: client)
    }

    /// A deployment by its id or as `flow/deployment`, as it is now.
    func deployment(_ name: String) async throws -> PrefectDeployment {
        let parts = name.split(separator: "/").map { EngineClient.segment(String($0)) }
        let path = parts.count == 1 ? parts[0] : "name/" + parts.joined(separator: "/")
        return try api.decode(PrefectDeployment.self, await api.get("/deployments/\(path)"))
    }

    /// The flow runs that a filter lets through.
    func flowRuns(_ filter: [String: JSONValue]) async throws -> [FlowRun] {
        try api.decode([FlowRun].self, await api.send(filter, to: "/flow_runs/filter"))
    }

    /// How many flow runs a filter lets through.
    func flowRunCount(_ filter: [String: JSONValue]) async throws -> Int {
        try api.decode(Int.self, await api.send(["flow_runs": JSONValue.object(filter)], to: "/flow_runs/count"))
    }

    /// How many flow runs that were due in a time are in each state.
    func flowRunStates(from start: Date, to end: Date) async throws -> [RunStateCount] {
        try await history(of: "flow_runs", from: start, to: end)
    }

    /// How many task runs that were due in a time are in each state.
    func taskRunStates(from start: Date, to end: Date) async throws -> [RunStateCount] {
        try await history(of: "task_runs", from: start, to: end)
    }

    /// The work pools of the server, by name.
    func workPools(limit: Int) async throws -> [WorkPool] {
        try api.decode([WorkPool].self, await api.send(["limit": limit], to: "/work_pools/filter"))
    }

    /// The work queues of all pools.
    func workQueues(limit: Int) async throws -> [WorkQueue] {
        try api.decode([WorkQueue].self, await api.send(["limit": limit], to: "/work_queues/filter"))
    }

    private struct Interval: Decodable {
        let states: [RunStateCount]
    }

    /// Asks for a history of one interval, which is a count by state in one call.
    private func history(of kind: String, from start: Date, to end: Date) async throws -> [RunStateCount] {
        let body: [String: JSONValue] = [
            "history_start": .string(Timestamp.text(start)), "history_end": .string(Timestamp.text(end)),
            "history_interval_seconds": .integer(Int(end.timeIntervalSince(start).rounded(.up))),
        ]
        return try api.decode([Interval].self, await api.send(body, to: "/\(kind)/history")).flatMap(\.states)
    }
}
