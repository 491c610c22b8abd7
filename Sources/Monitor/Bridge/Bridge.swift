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
    private let storage: BridgeStorage
    private let threads: NIOThreadPool
    private let counters = BridgeCounters()
    private let budget = BodyBudget()
    private let now: @Sendable () -> Date = { Date() }

    /// Opens the database; throws if a token is empty, or the database cannot be opened or is another bridge's.
    public init(configuration: Configuration, options: BridgeOptions, log: LogSettings) throws {
        try self.init(ConfigurationStore(configuration), options: options, log: log)
    }

    init(_ configurations: ConfigurationStore, options: BridgeOptions, log: LogSettings) throws {
        let changes = BridgeRole(options: options)
        try configurations.current.bridge.checkSecrets()
        let lock = try BridgeStorage.lock(changes.storagePath(configurations.current))
        try self.init(configurations, options: options, log: log, under: lock)
    }

    /// Opens the database in a folder that this process has locked, with a configuration that was checked.
    init(
        _ configurations: ConfigurationStore, options: BridgeOptions, log: LogSettings, under lock: StorageLock
    ) throws {
        self.configurations = configurations
        self.options = options
        changes = BridgeRole(options: options)
        logger = log.logger("bridge")
        storage = try BridgeStorage(folder: changes.storagePath(configurations.current), under: lock)
        threads = NIOThreadPool(numberOfThreads: Self.threadCount)
    }

    private var store: BridgeStore { storage.store }

    /// Serves until the process is told to stop, then finishes what it has begun.
    public func run() async throws {
        try await server().runService()
    }

    /// The HTTP server with the services behind it.
    func server(limits: ConnectionLimits = ConnectionLimits()) throws -> WebServer {
        try WebServer(
            [role(overview: "/")], options: options.web, configurations: configurations, reload: options.reload,
            limits: limits, logger: logger)
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
        let statuses = ServerStatusService(
            configurations: configurations, client: HTTPClient(threads: threads), logger: logger, now: now)
        let measurements = BridgeMeasurements(
            lock: storage.lock, store: store, configurations: configurations, counters: counters, writer: writer,
            budget: budget, traffic: traffic, statuses: statuses, now: now)
        let decisions = OperatorDecisions(workshop: workshop, dispatch: dispatch)
        return ServerRole(
            name: "bridge", part: .bridge, changes: changes,
            services: [
                StorageLockService(lock: storage.lock, logger: logger),
                ThreadPoolService(threads: threads),
                PollService(workshop: workshop, counters: counters, signal: started),
                DispatchService(
                    workshop: workshop, counters: counters, traffic: traffic, signal: dispatch, started: started),
                RolloutService(store: store, logger: logger, now: now),
                RetentionService(store: store, configurations: configurations, logger: logger, now: now),
                statuses,
                writer,
                AlertmanagerReconciliation(
                    configurations: configurations, client: HTTPClient(threads: threads), writer: writer,
                    counters: counters, logger: logger, now: now),
                AlertmanagerSilences(
                    store: store, configurations: configurations, client: HTTPClient(threads: threads),
                    counters: counters, logger: logger, now: now),
            ],
            links: [
                .init(name: "Overview", path: overview), .init(name: "Triggers", path: "/triggers"),
                .init(name: "Episodes", path: "/episodes"), .init(name: "History", path: "/history"),
                .init(name: "Deliveries", path: "/deliveries"),
                .init(name: "Sign in", path: OperatorDirectory.signInPath),
            ],
            webhook: .bridge(configurations),
            operators: OperatorSettings(
                configured: { configurations.current.bridge.operators },
                networks: { configurations.current.bridge.operatorNetworks }, sessionKey: storage.sessionKey,
                now: now,
                isRevoked: { try await store.isRevoked($0) }, revoke: { try await store.revoke($0, at: now()) }),
            samples: { try await measurements.current() },
            checkReadiness: { try await store.probe(at: now()) },
            routes: { try routes(writer, decisions, overview: overview, in: $0, $1) })
    }

    private func workshop() -> TriggerWorkshop {
        let commands = CommandRunner(
            storage: changes.storagePath(configurations.current), executable: options.executable, threads: threads)
        let tools = EngineTools(client: HTTPClient(threads: threads), commands: commands)
        return TriggerWorkshop(
            store: store, configurations: configurations, tools: tools,
            verdicts: VerdictWorker(tools: tools, configurations: configurations, logger: logger),
            logger: logger, now: now, watch: ClockWatch(MomentClock(date: now)))
    }

    /// Operators change rollouts; serving code reports with the tokens of those who send alerts.
    private func rollouts(_ operators: OperatorDirectory) -> RolloutController {
        RolloutController(
            store: store, now: now, author: { try await operators.author(of: $0).actor },
            checkReporter: { request in
                let bridge = configurations.current.bridge
                try bridge.deliveryNetworks.check()
                let access = DeliveryAccess(bridge)
                do {
                    try access.checkToken(in: request.headers)
                } catch {
                    throw HTTPError(.unauthorized, headers: access.challenge, message: "\(error)")
                }
            })
    }

    private func routes(
        _ writer: DeliveryWriter, _ decisions: OperatorDecisions, overview: String, in frame: PageFrame,
        _ operators: OperatorDirectory
    ) throws -> RouteCollection<BasicRequestContext> {
        let limits = PayloadLimits()
        let rejected = RejectedBodies(store: store, configurations: configurations, logger: logger, now: now)
        let trigger = TriggerController(
            writer: writer, counters: counters, configurations: configurations, limits: limits, budget: budget,
            rejected: rejected, logger: logger, now: now)
        let simulation = SimulationController(
            store: store, configurations: configurations, operators: operators, counters: counters, limits: limits,
            budget: budget, now: now)
        let replays = DeliveryReplay(store: store, writer: writer, limits: limits, now: now)
        let deliveries = DeliveryAPIController(
            store: store, replays: replays, operators: operators, counters: counters)
        let triggers = TriggerAPIController(
            store: store, decisions: decisions, operators: operators, counters: counters)
        let routes = RouteCollection<BasicRequestContext>()
        routes.addRoutes(trigger.endpoints, atPath: "/trigger")
        routes.addRoutes(simulation.endpoints, atPath: "/api/v1/simulate")
        let gate = GateController(configurations: configurations, logger: logger)
        routes.addRoutes(gate.endpoints, atPath: "/api/v1/gate")
        routes.addRoutes(deliveries.endpoints, atPath: "/api/v1/deliveries")
        routes.addRoutes(
            RejectedDeliveryAPIController(rejected: rejected).endpoints, atPath: "/api/v1/rejected-deliveries")
        let episodes = EpisodeAPIController(
            decisions: EpisodeDecisions(store: store, now: now), operators: operators, counters: counters)
        routes.addRoutes(episodes.endpoints, atPath: "/api/v1/episodes")
        routes.addRoutes(HistoryAPIController(store: store, now: now).endpoints, atPath: "/api/v1/history")
        routes.addRoutes(triggers.endpoints, atPath: "/api/v1/triggers")
        routes.addRoutes(rollouts(operators).endpoints, atPath: "/model-monitoring/models")
        try addPages(to: routes, decisions, rejected, overview: overview, in: frame, operators)
        return routes
    }

    private func addPages(
        to routes: RouteCollection<BasicRequestContext>, _ decisions: OperatorDecisions, _ rejected: RejectedBodies,
        overview: String, in frame: PageFrame, _ operators: OperatorDirectory
    ) throws {
        let landing = try BridgePagesController(store: store, configurations: configurations, frame: frame)
        let triggers = try TriggerPagesController(
            store: store, decisions: decisions, operators: operators, counters: counters, frame: frame)
        let episodes = try EpisodePagesController(
            decisions: EpisodeDecisions(store: store, now: now), operators: operators, counters: counters,
            frame: frame)
        let signIn = try SignInController(operators: operators, counters: counters, frame: frame)
        routes.addRoutes(landing.endpoints(overview: RouterPath(overview)))
        routes.addRoutes(triggers.endpoints)
        routes.addRoutes(episodes.endpoints)
        routes.addRoutes(try HistoryPagesController(store: store, now: now, frame: frame).endpoints)
        routes.addRoutes(try DeliveryPagesController(store: store, rejected: rejected, frame: frame).endpoints)
        routes.addRoutes(signIn.endpoints)
    }
}
