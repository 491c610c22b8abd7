import Checks
import Foundation
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Transfers

/// The exporter: evaluates the models in the background and serves the last snapshot.
public struct Exporter: Sendable {
    private let configuration: Configuration
    private let options: ExporterOptions
    private let logger: Logger
    private let snapshots: SnapshotStore
    private let settings: EvaluationSettings
    private let pool: NIOThreadPool

    /// - Throws: ``ExporterError`` if there is nothing to evaluate.
    public init(configuration: Configuration, options: ExporterOptions, log: LogSettings) throws {
        guard !configuration.models.isEmpty else { throw ExporterError.noModels }
        ProcessMetrics.begin()
        MemoryPolicy.keepBuffers()
        self.configuration = configuration
        self.options = options
        logger = log.logger("exporter")
        let interval = configuration.global.evaluationInterval
        snapshots = SnapshotStore(
            configuration.models.map { ModelState($0, interval: $0.evaluationInterval ?? interval) })
        // One processor stays free for scrapes.
        settings = EvaluationSettings(
            memory: configuration.global.memory, readers: max(1, System.coreCount - 1),
            cache: configuration.global.profileCache(storage: options.storagePath))
        pool = NIOThreadPool(numberOfThreads: settings.readers)
    }

    /// Serves until the process is told to stop.
    public func run() async throws {
        try await server().runService()
    }

    /// The HTTP server with the services behind it.
    func server() throws -> WebServer {
        try WebServer([role()], options: options.web, configuration: { configuration }, logger: logger)
    }

    /// What the exporter brings to a server.
    func role() -> ServerRole {
        let evaluations: [any Service] = configuration.models.map { model in
            EvaluationService(
                model: model, interval: model.evaluationInterval ?? configuration.global.evaluationInterval,
                timeout: configuration.global.evaluationTimeout, pool: pool, settings: settings,
                snapshots: snapshots,
                historyFile: QualityHistoryFile(
                    storage: options.storagePath ?? configuration.global.storagePath, model: model),
                logger: logger, now: { Date() })
        }
        let probes = ProbeService { model, cancellation in try await evaluate(model, cancellation) }
        let controller = ProbeController(probes, configuration: { configuration }, logger: logger)
        return ServerRole(
            name: "exporter", services: [ThreadPoolService(threads: pool), probes] + evaluations,
            links: [.init(name: "Models", path: "/")], snapshots: snapshots,
            samples: { controller.samples }, checkReadiness: { try checkReadiness() },
            routes: { try routes(controller, in: $0) })
    }

    private func evaluate(
        _ model: ModelConfiguration, _ cancellation: Cancellation
    ) async throws -> (ModelEvaluation, [CheckRun]) {
        let evaluator = ModelEvaluator(model, on: pool, settings: settings)
        // Who asks wants the data as they are now, not as they were at the last look.
        _ = try await evaluator.identities(cancellation: cancellation)
        let evaluation = try await evaluator.evaluate(at: Date(), cancellation: cancellation)
        return (evaluation, try await pool.runIfActive { CheckRun.all(on: evaluation) })
    }

    private func routes(
        _ probes: ProbeController, in frame: PageFrame
    ) throws -> RouteCollection<BasicRequestContext> {
        let routes = RouteCollection<BasicRequestContext>()
        routes.addRoutes(probes.endpoints)
        routes.addRoutes(EvidentlyController(snapshots: snapshots).endpoints)
        routes.addRoutes(try ModelPagesController(snapshots: snapshots, frame: frame).endpoints)
        return routes
    }

    /// Ready once every model was looked at.
    private func checkReadiness() throws {
        let waiting = snapshots.current.models.filter { !$0.isKnown }.map(\.model.name)
        if !waiting.isEmpty { throw ExporterError.notEvaluated(waiting) }
    }
}
