import Checks
import Foundation

/// The state of an MLflow server: which version of each model is in use, how its run went, whether its files are there.
struct MLflowStatus: StatusSource {
    static let kind = "mlflow"
    /// The newest version, and the latest run; MLflow lets nobody give an alias this name.
    static let latest = "latest"
    static let aliasLimit = 20
    static let metricLimit = 50
    private static let statuses = ["SCHEDULED", "RUNNING", "FINISHED", "FAILED", "KILLED"]

    let server: String
    let interval: Duration
    private let models: [Model]
    private let mlflow: MLflowClient

    /// A registered model and the alias of its version in use.
    private struct Model: Hashable {
        let name: String
        let champion: String
    }

    /// - Parameter policies: Those whose versions are on one server; nil if none wants its state.
    init?(_ policies: [PolicyConfiguration], client: HTTPClient) {
        let wanted = policies.compactMap { policy in
            policy.verdict?.mlflow.flatMap { mlflow in
                mlflow.statusInterval.map { (mlflow: mlflow, interval: $0, models: policy.statusModels) }
            }
        }
        guard let first = wanted.first, let interval = wanted.map(\.interval).min() else { return nil }
        server = SecretPattern.masked(first.mlflow.url)
        self.interval = interval
        let models = wanted.flatMap { entry in
            entry.models.map { Model(name: $0, champion: entry.mlflow.champion) }
        }
        self.models = Set(models).sorted { ($0.name, $0.champion) < ($1.name, $1.champion) }
        mlflow = MLflowClient(first.mlflow, client: client)
    }

    func read(at now: Date) async throws -> StatusReading {
        var reading = StatusReading()
        for model in models { try await read(model, into: &reading) }
        return reading
    }

    private func read(_ model: Model, into reading: inout StatusReading) async throws {
        let labels = [server, model.name]
        guard let registered = try await mlflow.registeredModel(model.name) else {
            reading.add(MLflowMetric.isRegistered, labels, false)
            return
        }
        reading.add(MLflowMetric.isRegistered, labels, true)
        let aliases = (registered.aliases ?? []).sorted { $0.alias < $1.alias }
        for alias in reading.limited(aliases, to: Self.aliasLimit) {
            reading.add(MLflowMetric.aliasVersion, labels + [alias.alias], Double(alias.version))
        }
        for version in registered.versions ?? [] {
            guard let stage = version.stage, stage != "None" else { continue }
            reading.add(MLflowMetric.stageVersion, labels + [stage], Double(version.version))
        }
        if let champion = aliases.first(where: { $0.alias == model.champion }),
            let version = try await mlflow.version(champion.version, of: model.name)
        {
            let run = try await readVersion(version, labels + [model.champion], into: &reading)
            add(run, labels + [model.champion], to: &reading)
        }
        guard let newest = registered.newest else { return }
        reading.add(MLflowMetric.aliasVersion, labels + [Self.latest], Double(newest.version))
        let run = try await readVersion(newest, labels + [Self.latest], into: &reading)
        guard let experiment = run?.info?.experiment else { return }
        add(try await mlflow.latestRun(inExperiment: experiment), labels + [Self.latest], to: &reading)
    }

    /// Notes what the registry and the storage have of a version; tells the run that made it.
    private func readVersion(
        _ version: MLflowAnswer.Version, _ labels: [String], into reading: inout StatusReading
    ) async throws -> MLflowAnswer.Run? {
        let run = try await mlflow.run(of: version)
        reading.add(MLflowMetric.versionCreated, labels, MLflowAnswer.seconds(version.created))
        reading.add(MLflowMetric.versionReady, labels, version.isReady)
        if let isThere = try await mlflow.hasArtifacts(version, of: run) {
            reading.add(MLflowMetric.artifactsAvailable, labels, isThere)
        }
        return run
    }

    private func add(_ run: MLflowAnswer.Run?, _ labels: [String], to reading: inout StatusReading) {
        guard let run else { return }
        reading.add(MLflowMetric.runStarted, labels, MLflowAnswer.seconds(run.info?.started))
        for status in Self.statuses {
            reading.add(MLflowMetric.runStatus, labels + [status.lowercased()], run.info?.status == status)
        }
        // MLflow measures the machine under names of its own, which say nothing of the model.
        let metrics = run.metrics.filter { !$0.key.hasPrefix("system/") }.sorted { $0.key < $1.key }
        for (name, value) in reading.limited(metrics, to: Self.metricLimit) {
            reading.add(MLflowMetric.runMetric, labels + [name], value)
        }
    }
}
