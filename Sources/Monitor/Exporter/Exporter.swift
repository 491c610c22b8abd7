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
    private let configurations: ConfigurationStore
    private let options: ExporterOptions
    private let logger: Logger
    private let scheduler: EvaluationScheduler
    private let readiness: ExporterReadiness
    /// Threads of probes.
    private let pool: NIOThreadPool

    /// - Throws: ``ExporterError`` if there is nothing to evaluate.
    public init(configuration: Configuration, options: ExporterOptions, log: LogSettings) throws {
        try self.init(ConfigurationStore(configuration), options: options, log: log)
    }

    init(_ configurations: ConfigurationStore, options: ExporterOptions, log: LogSettings) throws {
        let configuration = configurations.current
        try ExporterRole.check(configuration)
        ProcessMetrics.begin()
        MemoryPolicy.keepBuffers()
        self.configurations = configurations
        self.options = options
        logger = log.logger("exporter")
        scheduler = EvaluationScheduler(
            configuration, storagePath: options.storagePath ?? configuration.global.storagePath,
            clock: MomentClock { Date() }, logger: logger)
        readiness = ExporterReadiness(snapshots: scheduler.snapshots)
        // One processor stays free for scrapes.
        pool = NIOThreadPool(numberOfThreads: max(1, System.coreCount - 1))
    }

    /// Serves until the process is told to stop.
    public func run() async throws {
        try await server().runService()
    }

    /// The HTTP server with the services behind it.
    func server() throws -> WebServer {
        try WebServer(
            [role()], options: options.web, configurations: configurations, reload: options.reload, logger: logger)
    }

    /// What the exporter brings to a server.
    func role() -> ServerRole {
        let probes = ProbeService { model, cancellation in try await evaluate(model, cancellation) }
        let controller = ProbeController(probes, configuration: { configurations.current }, logger: logger)
        let pages = PageCache(scheduler.snapshots)
        return ServerRole(
            name: "exporter", part: .models, changes: ExporterRole(options: options, scheduler: scheduler),
            services: [
                ThreadPoolService(threads: pool), probes, scheduler, PageRefresher(pages: pages),
                MemoryReleaser(signal: scheduler.evaluated),
            ],
            links: [.init(name: "Models", path: "/")], pages: pages,
            samples: { controller.samples + scheduler.measurements.map(MetricSample.init) },
            checkReadiness: { try readiness.check() },
            routes: { frame, _ in try routes(controller, in: frame) })
    }

    private func evaluate(
        _ model: ModelConfiguration, _ cancellation: Cancellation
    ) async throws -> (ModelEvaluation, [CheckRun]) {
        let evaluator = ModelEvaluator(model, on: pool, settings: scheduler.settings(of: model.name))
        // Who asks wants the data as they are now, not as they were at the last look.
        let now = Date()
        _ = try await evaluator.identities(at: now, cancellation: cancellation)
        let evaluation = try await evaluator.evaluate(at: now, cancellation: cancellation)
        return (evaluation, try await pool.runIfActive { CheckRun.all(on: evaluation) })
    }

    private func routes(
        _ probes: ProbeController, in frame: PageFrame
    ) throws -> RouteCollection<BasicRequestContext> {
        let routes = RouteCollection<BasicRequestContext>()
        routes.addRoutes(probes.endpoints)
        routes.addRoutes(EvidentlyController(snapshots: scheduler.snapshots).endpoints)
        routes.addRoutes(try ModelPagesController(snapshots: scheduler.snapshots, frame: frame).endpoints)
        return routes
    }
}
