import Foundation
import Hummingbird
import Logging
import NIOPosix
import ServiceLifecycle

/// The bridge from alerts to retrainings: everything of it, assembled.
public struct Bridge: Sendable {
    /// Threads for calls to engines, which may block for as long as their timeout.
    private static let threadCount = 8

    private let configurations: ConfigurationStore
    private let role: BridgeRole
    private let options: BridgeOptions
    private let logger: Logger
    private let store: BridgeStore
    private let threads: NIOThreadPool
    private let counters = BridgeCounters()
    private let now: @Sendable () -> Date = { Date() }

    /// Opens the database; throws if the options are unsafe or the database cannot be opened.
    public init(configuration: Configuration, options: BridgeOptions, log: LogSettings) throws {
        role = BridgeRole(options: options)
        try role.check(configuration)
        configurations = ConfigurationStore(configuration)
        self.options = options
        logger = log.logger("bridge")
        store = try BridgeStore(path: role.storagePath(configuration) + "/bridge.sqlite")
        threads = NIOThreadPool(numberOfThreads: Self.threadCount)
    }

    /// Serves until the process is told to stop, then finishes what it has begun.
    public func run() async throws {
        logger.info(
            "starting",
            metadata: [
                "version": "\(ProductVersion.current)", "address": "\(options.address)",
                "policies": "\(configurations.current.policies.map(\.name).joined(separator: " "))",
            ])
        let application = try application()
        try await ListenError.explaining(options.address) { try await application.runService() }
    }

    /// The HTTP server with the services behind it.
    func application() throws -> some ApplicationProtocol {
        let dispatch = Signal()
        let started = Signal()
        let writer = DeliveryWriter(
            store: store, configurations: configurations, counters: counters, dispatch: dispatch, logger: logger)
        let workshop = workshop()
        let reloader = ConfigurationReloader(
            configurations, reader: ConfigurationReader(file: configurations.current.file, secretsOf: [.bridge]),
            role: role, options: options.reload, logger: logger, now: now)
        let services: [any Service] = [
            ThreadPoolService(threads: threads),
            reloader,
            PollService(workshop: workshop, signal: started),
            DispatchService(workshop: workshop, counters: counters, signal: dispatch, started: started),
            writer,
        ]
        return Application(
            router: try router(writer, reloader),
            configuration: .init(address: .hostname(options.address.host, port: options.address.port), backlog: 4096),
            services: services, logger: logger)
    }

    private func workshop() -> TriggerWorkshop {
        let commands = CommandRunner(
            storage: role.storagePath(configurations.current), executable: options.executable, threads: threads)
        return TriggerWorkshop(
            store: store, configurations: configurations,
            engines: EngineCatalogue(client: HTTPClient(threads: threads), commands: commands),
            logger: logger, now: now)
    }

    private func router(_ writer: DeliveryWriter, _ reloader: ConfigurationReloader) throws -> Router<
        BasicRequestContext
    > {
        let router = Router(options: .autoGenerateHeadEndpoints)
        let trigger = TriggerController(
            writer: writer, counters: counters, configurations: configurations,
            limits: PayloadLimits(), logger: logger, now: now)
        router.addRoutes(trigger.endpoints, atPath: "/trigger")
        router.addRoutes(
            BridgeMetricsController(store: store, counters: counters, writer: writer, reloader: reloader, now: now)
                .endpoints)
        router.addRoutes(HealthController { try await store.probe(at: now()) }.endpoints, atPath: "/-")
        router.addRoutes(ReloadController(reloader: reloader).endpoints, atPath: "/-/reload")
        router.addRoutes(BridgeAPIController(store: store).endpoints, atPath: "/api/v1/triggers")
        router.addRoutes(try BridgePagesController(store: store, configurations: configurations).endpoints)
        return router
    }
}
