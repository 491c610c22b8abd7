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

    private let configurations: ConfigurationStore
    private let changes: BridgeRole
    private let options: BridgeOptions
    private let logger: Logger
    private let store: BridgeStore
    private let threads: NIOThreadPool
    private let counters = BridgeCounters()
    private let now: @Sendable () -> Date = { Date() }

    /// Opens the database; throws if a token is empty or the database cannot be opened.
    public init(configuration: Configuration, options: BridgeOptions, log: LogSettings) throws {
        try self.init(ConfigurationStore(configuration), options: options, log: log)
    }

    init(_ configurations: ConfigurationStore, options: BridgeOptions, log: LogSettings) throws {
        let configuration = configurations.current
        changes = BridgeRole(options: options)
        try changes.check(configuration)
        self.configurations = configurations
        self.options = options
        logger = log.logger("bridge")
        store = try BridgeStore(path: changes.storagePath(configuration) + "/bridge.sqlite")
        threads = NIOThreadPool(numberOfThreads: Self.threadCount)
    }

    /// Serves until the process is told to stop, then finishes what it has begun.
    public func run() async throws {
        try await server().runService()
    }

    /// The HTTP server with the services behind it.
    func server() throws -> WebServer {
        try WebServer(
            [role(overview: "/")], options: options.web, configurations: configurations, reload: options.reload,
            logger: logger)
    }

    /// What the bridge brings to a server.
    ///
    /// - Parameter overview: The path of its first page.
    func role(overview: String) -> ServerRole {
        let dispatch = Signal()
        let started = Signal()
        let writer = DeliveryWriter(
            store: store, configurations: configurations, counters: counters, dispatch: dispatch, logger: logger)
        let workshop = workshop()
        let traffic = EngineTraffic()
        let measurements = BridgeMeasurements(
            store: store, configurations: configurations, counters: counters, writer: writer, now: now)
        return ServerRole(
            name: "bridge", part: .bridge, changes: changes,
            services: [
                ThreadPoolService(threads: threads),
                PollService(workshop: workshop, counters: counters, signal: started),
                DispatchService(
                    workshop: workshop, counters: counters, traffic: traffic, signal: dispatch, started: started),
                RolloutService(store: store, logger: logger, now: now),
                writer,
                AlertmanagerReconciliation(
                    configurations: configurations, client: HTTPClient(threads: threads), writer: writer,
                    counters: counters, logger: logger, now: now),
                AlertmanagerSilences(
                    store: store, configurations: configurations, client: HTTPClient(threads: threads),
                    counters: counters, logger: logger, now: now),
            ],
            links: [.init(name: "Overview", path: overview), .init(name: "Triggers", path: "/triggers")],
            webhook: WebhookRoute(
                path: "/trigger", hasTokens: { !configurations.current.bridge.tokens.isEmpty }),
            samples: { try await measurements.current() },
            checkReadiness: { try await store.probe(at: now()) },
            routes: { try routes(writer, overview: overview, in: $0) })
    }

    private func workshop() -> TriggerWorkshop {
        let commands = CommandRunner(
            storage: changes.storagePath(configurations.current), executable: options.executable, threads: threads)
        let tools = EngineTools(client: HTTPClient(threads: threads), commands: commands)
        return TriggerWorkshop(
            store: store, configurations: configurations, tools: tools,
            verdicts: VerdictWorker(tools: tools, configurations: configurations, logger: logger),
            logger: logger, now: now)
    }

    private var rollouts: RolloutController {
        let tokens = { @Sendable in BearerTokens(configurations.current.bridge.tokens) }
        let check = { @Sendable (request: Request) throws in
            guard tokens().accept(request.headers[.authorization]) else {
                throw HTTPError(
                    .unauthorized, headers: [.wwwAuthenticate: "Bearer"], message: "a bearer token is needed")
            }
        }
        return RolloutController(
            store: store, now: now,
            author: { request in
                try check(request)
                return "api"
            }, checkReporter: check)
    }

    private func routes(
        _ writer: DeliveryWriter, overview: String, in frame: PageFrame
    ) throws -> RouteCollection<BasicRequestContext> {
        let trigger = TriggerController(
            writer: writer, counters: counters, configurations: configurations,
            limits: PayloadLimits(), logger: logger, now: now)
        let pages = try BridgePagesController(store: store, configurations: configurations, frame: frame)
        let routes = RouteCollection<BasicRequestContext>()
        routes.addRoutes(trigger.endpoints, atPath: "/trigger")
        routes.addRoutes(BridgeAPIController(store: store).endpoints, atPath: "/api/v1/triggers")
        routes.addRoutes(rollouts.endpoints, atPath: "/model-monitoring/models")
        routes.addRoutes(pages.endpoints(overview: RouterPath(overview)))
        return routes
    }
}
