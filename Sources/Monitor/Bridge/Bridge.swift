import Foundation
import Hummingbird
import Logging
import NIOPosix
import ServiceLifecycle
import Transfers

/// The bridge from alerts to retrainings: everything of it, assembled.
public struct Bridge: Sendable {
    /// Threads for calls to engines, which may block for as long as their timeout.
    private static let threadCount = 8

    private let configuration: Configuration
    private let options: BridgeOptions
    private let logger: Logger
    private let store: BridgeStore
    private let threads: NIOThreadPool
    private let counters = BridgeCounters()
    private let now: @Sendable () -> Date = { Date() }

    /// Opens the database; throws if the options are unsafe or the database cannot be opened.
    public init(configuration: Configuration, options: BridgeOptions, log: LogSettings) throws {
        if configuration.bridge.tokens.isEmpty, !options.address.isLoopback, !options.allowsAnonymous {
            throw BridgeError.anonymous(options.address)
        }
        // A token that cannot be read would lock everybody out and yet count as protection.
        for token in configuration.bridge.tokens where try token.read().isEmpty { throw BridgeError.emptyToken }
        self.configuration = configuration
        self.options = options
        logger = log.logger("bridge")
        store = try BridgeStore(path: Self.storage(configuration, options) + "/bridge.sqlite")
        threads = NIOThreadPool(numberOfThreads: Self.threadCount)
    }

    /// Serves until the process is told to stop, then finishes what it has begun.
    public func run() async throws {
        logger.info(
            "starting",
            metadata: [
                "version": "\(ProductVersion.current)", "address": "\(options.address)",
                "policies": "\(configuration.policies.map(\.name).joined(separator: " "))",
            ])
        let application = try application()
        try await ListenError.explaining(options.address) { try await application.runService() }
    }

    /// The HTTP server with the services behind it.
    func application() throws -> some ApplicationProtocol {
        let dispatch = Signal()
        let started = Signal()
        let writer = DeliveryWriter(
            store: store, policies: configuration.policies, counters: counters, dispatch: dispatch, logger: logger)
        let workshop = workshop()
        let services: [any Service] = [
            ThreadPoolService(threads: threads),
            PollService(workshop: workshop, staleAfter: configuration.bridge.staleAfter, signal: started),
            DispatchService(workshop: workshop, counters: counters, signal: dispatch, started: started),
            writer,
        ]
        return Application(
            router: try router(writer),
            configuration: .init(address: .hostname(options.address.host, port: options.address.port), backlog: 4096),
            services: services, logger: logger)
    }

    private func workshop() -> TriggerWorkshop {
        let commands = CommandRunner(
            storage: Self.storage(configuration, options), executable: options.executable, threads: threads)
        let policies = Dictionary(configuration.policies.map { ($0.name, $0) }) { first, _ in first }
        return TriggerWorkshop(
            store: store, policies: policies,
            engines: EngineCatalogue(client: HTTPClient(threads: threads), commands: commands),
            pollInterval: configuration.bridge.pollInterval, logger: logger, now: now)
    }

    private func router(_ writer: DeliveryWriter) throws -> Router<BasicRequestContext> {
        let router = Router(options: .autoGenerateHeadEndpoints)
        let trigger = TriggerController(
            writer: writer, counters: counters, tokens: BearerTokens(configuration.bridge.tokens),
            limits: PayloadLimits(), logger: logger, now: now)
        router.addRoutes(trigger.endpoints, atPath: "/trigger")
        router.addRoutes(
            BridgeMetricsController(store: store, counters: counters, writer: writer, now: now).endpoints)
        router.addRoutes(HealthController { try await store.probe(at: now()) }.endpoints, atPath: "/-")
        router.addRoutes(BridgeAPIController(store: store).endpoints, atPath: "/api/v1/triggers")
        router.addRoutes(try BridgePagesController(store: store, policies: configuration.policies).endpoints)
        return router
    }

    private static func storage(_ configuration: Configuration, _ options: BridgeOptions) -> String {
        options.storagePath ?? configuration.global.storagePath
    }
}
