import Foundation
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// The exporter: evaluates the models in the background and serves the last snapshot.
public struct Exporter: Sendable {
    private let configuration: Configuration
    private let options: ExporterOptions
    private let logger: Logger
    private let snapshots: SnapshotStore
    private let settings: EvaluationSettings
    private let pool: NIOThreadPool

    /// - Throws: ``ExporterError`` if anybody on the network could read the metrics without having been allowed to.
    public init(configuration: Configuration, options: ExporterOptions, log: LogSettings) throws {
        guard options.address.isLoopback || options.allowsAnonymous else {
            throw ExporterError.anonymous(options.address)
        }
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
        logger.info(
            "starting",
            metadata: [
                "version": "\(ProductVersion.current)", "address": "\(options.address)",
                "models": "\(configuration.models.map(\.name).joined(separator: " "))",
            ])
        let application = try application()
        try await ListenError.explaining(options.address) { try await application.runService() }
    }

    /// The HTTP server with the services behind it.
    func application() throws -> some ApplicationProtocol {
        let evaluations: [any Service] = configuration.models.map { model in
            EvaluationService(
                model: model, interval: model.evaluationInterval ?? configuration.global.evaluationInterval,
                timeout: configuration.global.evaluationTimeout, pool: pool, settings: settings,
                snapshots: snapshots,
                historyFile: QualityHistoryFile(
                    storage: options.storagePath ?? configuration.global.storagePath, model: model),
                logger: logger, now: { Date() })
        }
        return Application(
            router: try router(),
            configuration: .init(address: .hostname(options.address.host, port: options.address.port)),
            services: [ThreadPoolService(threads: pool)] + evaluations, logger: logger)
    }

    private func router() throws -> Router<BasicRequestContext> {
        let router = Router(options: .autoGenerateHeadEndpoints)
        router.addRoutes(MetricsController(snapshots: snapshots).endpoints)
        router.addRoutes(EvidentlyController(snapshots: snapshots).endpoints)
        router.addRoutes(HealthController { try checkReadiness() }.endpoints, atPath: "/-")
        router.addRoutes(try ModelPagesController(snapshots: snapshots).endpoints)
        return router
    }

    /// Ready once every model was looked at.
    private func checkReadiness() throws {
        let waiting = snapshots.current.models.filter { !$0.isKnown }.map(\.model.name)
        if !waiting.isEmpty { throw ExporterError.notEvaluated(waiting) }
    }
}
