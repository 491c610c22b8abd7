import Checks
import Foundation

/// The state of a Prefect server: its runs, its pools and queues, and the deployments that retrain.
struct PrefectStatus: StatusSource {
    static let kind = "prefect"
    /// How far is looked back and ahead.
    static let window: TimeInterval = 86_400
    private static let poolLimit = 50
    private static let queueLimit = 100
    /// What Prefect gives at once.
    private static let pageSize = 200
    /// The types of states; one that is not among them counts as none.
    static let states = [
        "SCHEDULED", "PENDING", "RUNNING", "PAUSED", "CANCELLING", "COMPLETED", "FAILED", "CRASHED", "CANCELLED",
    ]

    let server: String
    let interval: Duration
    private let deployments: [String]
    private let prefect: PrefectClient

    /// - Parameter engines: Those of one server; nil if none wants its state.
    init?(_ engines: [EngineConfiguration], client: HTTPClient) {
        let wanted = engines.compactMap { engine in
            (engine.settings as? PrefectConfiguration).flatMap { prefect in
                prefect.statusInterval.map {
                    (prefect: prefect, interval: $0, tls: engine.tls)
                }
            }
        }
        guard let first = wanted.first, let interval = wanted.map(\.interval).min() else { return nil }
        server = SecretPattern.masked(first.prefect.url)
        self.interval = interval
        deployments = Set(wanted.map(\.prefect.deployment)).sorted()
        prefect = PrefectClient(first.prefect, client: client.secured(by: first.tls))
    }

    func read(at now: Date) async throws -> StatusReading {
        var reading = StatusReading()
        let start = now - Self.window
        count(try await prefect.flowRunStates(from: start, to: now), as: PrefectMetric.flowRuns, in: &reading)
        count(try await prefect.taskRunStates(from: start, to: now), as: PrefectMetric.taskRuns, in: &reading)
        try await readRuns(at: now, into: &reading)
        for name in deployments { try await readDeployment(name, into: &reading) }
        try await readWork(into: &reading)
        return reading
    }

    private func count(_ counts: [RunStateCount], as metric: MetricDescriptor, in reading: inout StatusReading) {
        for state in Self.states {
            let count = counts.filter { $0.stateType == state }.reduce(0) { $0 + $1.count }
            reading.add(metric, [server, state.lowercased()], Double(count))
        }
    }

    private func readRuns(at now: Date, into reading: inout StatusReading) async throws {
        let running = try await prefect.flowRunCount(Self.state("type", "RUNNING"))
        reading.add(PrefectMetric.runningFlowRuns, [server], Double(running))
        let late = try await prefect.flowRunCount(Self.state("name", "Late"))
        reading.add(PrefectMetric.lateFlowRuns, [server], Double(late))
        var upcoming = Self.state("type", "SCHEDULED")
        upcoming["expected_start_time"] = .object(["after_": .string(Timestamp.text(now))])
        let next = try await prefect.flowRuns([
            "flow_runs": .object(upcoming), "sort": .string("EXPECTED_START_TIME_ASC"), "limit": .integer(1),
        ])
        reading.add(PrefectMetric.nextFlowRun, [server], Self.seconds(next.first?.expectedStartTime))
        upcoming["expected_start_time"] = .object([
            "after_": .string(Timestamp.text(now)), "before_": .string(Timestamp.text(now + Self.window)),
        ])
        reading.add(PrefectMetric.upcomingFlowRuns, [server], Double(try await prefect.flowRunCount(upcoming)))
        let completed = try await prefect.flowRuns([
            "flow_runs": .object(Self.state("type", "COMPLETED")), "sort": .string("END_TIME_DESC"),
            "limit": .integer(1),
        ])
        reading.add(PrefectMetric.lastCompletedFlowRun, [server], Self.seconds(completed.first?.endTime))
    }

    private func readDeployment(_ name: String, into reading: inout StatusReading) async throws {
        do {
            let deployment = try await prefect.deployment(name)
            reading.add(PrefectMetric.deploymentReady, [server, name], Self.readiness(deployment.status))
            reading.add(PrefectMetric.deploymentPaused, [server, name], deployment.paused == true)
        } catch EngineError.status(_, 404, _, _) {
            reading.add(PrefectMetric.deploymentReady, [server, name], false)
        }
    }

    private func readWork(into reading: inout StatusReading) async throws {
        let pools = try await prefect.workPools(limit: Self.pageSize)
        for pool in reading.limited(pools, to: Self.poolLimit) {
            reading.add(PrefectMetric.workPoolReady, [server, pool.name], Self.readiness(pool.status))
            reading.add(PrefectMetric.workPoolPaused, [server, pool.name], pool.isPaused == true)
        }
        let queues = try await prefect.workQueues(limit: Self.pageSize)
        for queue in reading.limited(queues, to: Self.queueLimit) {
            let labels = [server, queue.pool ?? "", queue.name]
            reading.add(PrefectMetric.workQueueReady, labels, Self.readiness(queue.status))
            reading.add(PrefectMetric.workQueuePaused, labels, queue.isPaused == true)
        }
    }

    private static func state(_ property: String, _ value: String) -> [String: JSONValue] {
        ["state": .object([property: .object(["any_": .array([.string(value)])])])]
    }

    /// 1 or 0; nil where a server does not tell.
    private static func readiness(_ status: String?) -> Double? {
        status.map { $0 == "READY" ? 1 : 0 }
    }

    private static func seconds(_ time: String?) -> Double? {
        time.flatMap(Timestamp.parse)?.timeIntervalSince1970
    }
}
