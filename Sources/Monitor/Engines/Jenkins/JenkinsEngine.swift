import Foundation
import Transfers

/// Runs retrainings as builds of a Jenkins job.
///
/// Jenkins has no keys: the key is a parameter, which the job must declare, and a run is found by it in the queue and among
/// the builds. A run is a place in the queue first, which Jenkins forgets some minutes after the build began.
struct JenkinsEngine: RetrainingEngine {
    /// The parameter with the key; also keeps Jenkins from taking two waiting builds for one.
    static let keyParameter = "MODELWATCH_TRIGGER"

    private let configuration: JenkinsConfiguration
    private let client: EngineClient

    init(_ configuration: JenkinsConfiguration, with tools: EngineTools) {
        self.configuration = configuration
        client = EngineClient(
            engine: "Jenkins", url: configuration.url, authorization: configuration.authorization,
            timeout: configuration.timeout, client: tools.client)
    }

    var idempotency: Idempotency { .none }

    /// Jenkins answers 201 with a place in the queue; a redirect says that it put nothing there.
    func start(_ request: RetrainingRequest) async -> StartOutcome {
        do {
            let declared = try await read(JenkinsJob.self, job, JenkinsJob.tree).declared
            let needed = [Self.keyParameter] + configuration.parameters.keys.sorted()
            if let missing = needed.first(where: { !declared.contains($0) }) {
                return .refused("the job \(configuration.job) declares no parameter \(missing)")
            }
            let path = "\(job)/buildWithParameters"
            let response = try await client.send(form: fields(request, declared), to: path, expecting: [201])
            guard let run = JenkinsRun(location: response.headers["location"]) else {
                throw EngineError.unexpectedAnswer(engine: client.engine)
            }
            return .started(engineRun(run, isNew: true))
        } catch {
            return StartOutcome(failure: error)
        }
    }

    func poll(_ run: EngineRun) async throws -> RunReport {
        do {
            switch JenkinsRun(run.id) {
            case .queued(let item)?: return try await pollQueue(item)
            case .build(let number)?:
                let build = try await read(JenkinsBuild.self, "\(job)/\(number)", JenkinsBuild.tree)
                return RunReport(state: build.runState)
            case nil: return RunReport(state: .missing)
            }
        } catch EngineError.status(_, 404, _, _) {
            return RunReport(state: .missing)
        }
    }

    /// What waits is taken out of the queue; a build is stopped, also one that began since it was last asked for.
    func cancel(_ run: EngineRun) async throws -> Cancelling {
        let current = try await poll(run).run ?? run
        return switch JenkinsRun(current.id) {
        case .queued(let item)?: try await post("/queue/cancelItem?id=\(item)", about: current)
        case .build(let number)?: try await post("\(job)/\(number)/stop", about: current)
        case nil: .refused("\(run.id) is no run of Jenkins")
        }
    }

    /// The queue is looked at first, so that a run which leaves it meanwhile is found as a build.
    func find(key: String, since moment: Date) async throws -> EngineRun? {
        let queue = try await read(JenkinsEntry.Queue.self, "/queue", JenkinsEntry.Queue.tree)
        if let item = queue.items.first(where: { $0.has(key) })?.id { return engineRun(.queued(item), isNew: false) }
        let number = try await builds().first { $0.has(key) }?.number
        return number.map { engineRun(.build($0), isNew: false) }
    }

    private var job: String {
        configuration.job.split(separator: "/").map { "/job/\(EngineClient.segment(String($0)))" }.joined()
    }

    private func fields(_ request: RetrainingRequest, _ declared: Set<String>) -> [(name: String, value: String)] {
        let values = request.variables.filter { declared.contains($0.key) }
            .merging(request.texts(configuration.parameters)) { _, configured in configured }
        return values.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) } + [("delay", "0sec")]
    }

    private func pollQueue(_ number: Int) async throws -> RunReport {
        do {
            let item = try await read(JenkinsQueueItem.self, "/queue/item/\(number)", JenkinsQueueItem.tree)
            if let build = item.executable?.number { return report(build) }
            if item.cancelled == true { return RunReport(state: .cancelled("taken out of the queue")) }
            return RunReport(state: .waiting("queued" + (item.why.map { ": \($0.prefix(300))" } ?? "")))
        } catch EngineError.status(_, 404, _, _) {
            guard let build = try await builds().first(where: { $0.queueId == number })?.number else {
                return RunReport(state: .missing)
            }
            return report(build)
        }
    }

    private func report(_ build: Int) -> RunReport {
        RunReport(state: .running("building"), run: engineRun(.build(build), isNew: false))
    }

    private func builds() async throws -> [JenkinsEntry] {
        try await read(JenkinsEntry.Builds.self, job, JenkinsEntry.Builds.tree).builds
    }

    /// Older servers answer with a redirect to a page.
    private func post(_ path: String, about run: EngineRun) async throws -> Cancelling {
        do {
            let request = HTTPClientRequest(method: "POST", url: client.url + path)
            _ = try await client.send(request, expecting: [200, 201, 204, 302, 303])
            return .accepted
        } catch let error as EngineError {
            return try await cancelling(run, after: error)
        }
    }

    private func read<Value: Decodable>(_ type: Value.Type, _ path: String, _ tree: String) async throws -> Value {
        try client.decode(type, await client.get("\(path)/api/json?\(EngineClient.form([("tree", tree)]))"))
    }

    private func engineRun(_ run: JenkinsRun, isNew: Bool) -> EngineRun {
        let page =
            switch run {
            case .queued(let item): "/queue/item/\(item)/"
            case .build(let number): "\(job)/\(number)/"
            }
        return EngineRun(id: "\(run)", url: configuration.url + page, isNew: isNew)
    }
}
