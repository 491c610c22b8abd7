import Foundation
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// The exporter: evaluates the models in the background and serves the last snapshot.
public struct Exporter: Sendable {
    private let configurations: ConfigurationStore
    private let options: ExporterOptions
    private let logger: Logger
    private let scheduler: EvaluationScheduler
    private let reloader: ConfigurationReloader
    private let readiness: ExporterReadiness

    /// - Throws: ``ExporterError`` if anybody on the network could read the metrics without having been allowed to.
    public init(configuration: Configuration, options: ExporterOptions, log: LogSettings) throws {
        guard options.address.isLoopback || options.allowsAnonymous else {
            throw ExporterError.anonymous(options.address)
        }
        try ExporterRole.check(configuration)
        ProcessMetrics.begin()
        MemoryPolicy.keepBuffers()
        self.options = options
        logger = log.logger("exporter")
        configurations = ConfigurationStore(configuration)
        scheduler = EvaluationScheduler(
            configuration, storagePath: options.storagePath ?? configuration.global.storagePath,
            clock: MomentClock { Date() }, logger: logger)
        reloader = ConfigurationReloader(
            configurations, reader: ConfigurationReader(file: configuration.file, secretsOf: [.models]),
            role: ExporterRole(options: options, scheduler: scheduler), options: options.reload, logger: logger
        ) { Date() }
        readiness = ExporterReadiness(snapshots: scheduler.snapshots)
    }

    /// Serves until the process is told to stop.
    public func run() async throws {
        logger.info(
            "starting",
            metadata: [
                "version": "\(ProductVersion.current)", "address": "\(options.address)",
                "models": "\(configurations.current.models.map(\.name).joined(separator: " "))",
            ])
        let application = try application()
        try await ListenError.explaining(options.address) { try await application.runService() }
    }

    /// The HTTP server with the services behind it.
    func application() throws -> some ApplicationProtocol {
        Application(
            router: try router(),
            configuration: .init(address: .hostname(options.address.host, port: options.address.port)),
            services: [reloader, scheduler], logger: logger)
    }

    private func router() throws -> Router<BasicRequestContext> {
        let router = Router(options: .autoGenerateHeadEndpoints)
        let snapshots = scheduler.snapshots
        let metrics = MetricsController(snapshots: snapshots) { [reloader, scheduler] in
            reloader.measurements + scheduler.measurements
        }
        router.addRoutes(metrics.endpoints)
        router.addRoutes(EvidentlyController(snapshots: snapshots).endpoints)
        router.addRoutes(HealthController { [readiness] in try readiness.check() }.endpoints, atPath: "/-")
        router.addRoutes(ReloadController(reloader: reloader).endpoints, atPath: "/-/reload")
        router.addRoutes(try ModelPagesController(snapshots: snapshots).endpoints)
        return router
    }
}
