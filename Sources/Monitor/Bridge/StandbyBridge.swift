import Checks
import Hummingbird
import Logging
import NIOPosix

/// A bridge that waits while another one works on its storage, and then goes on with the work as after a restart.
public struct StandbyBridge: Sendable {
    /// Senders try again after this status, and proxies elsewhere.
    private static let absence = Absence(
        status: .serviceUnavailable,
        text: "This bridge is on standby, another one works on its storage: send it there, or again later.\n")

    private let configurations: ConfigurationStore
    private let changes: BridgeRole
    private let options: BridgeOptions
    private let log: LogSettings
    private let logger: Logger
    private let turn: StorageTurn

    /// Opens nothing yet; throws if a token is empty.
    public init(configuration: Configuration, options: BridgeOptions, log: LogSettings) throws {
        configurations = ConfigurationStore(configuration)
        changes = BridgeRole(options: options)
        try configuration.bridge.checkSecrets()
        self.options = options
        self.log = log
        logger = log.logger("bridge")
        turn = StorageTurn(folder: changes.storagePath(configuration), logger: logger)
    }

    /// Waits and serves until the process is told to stop.
    public func run() async throws {
        try await server().runService()
    }

    /// The HTTP server, on standby at first.
    func server() throws -> WebServer {
        try WebServer(
            [role], options: options.web, configurations: configurations, reload: options.reload, logger: logger,
            next: { try await takeOver() })
    }

    /// What is there while we wait: what every server has, and nothing of the storage.
    private var role: ServerRole {
        ServerRole(
            name: "bridge", part: .bridge, changes: changes, services: [], links: [],
            webhook: .bridge(configurations), operators: .onStandby(configurations),
            samples: { [MetricSample(Checks.Measurement(BridgeMetric.leader, [], 0))] }, absence: Self.absence,
            checkReadiness: { throw StandbyError(holder: turn.holder) }, routes: { _, _ in RouteCollection() })
    }

    private func takeOver() async throws -> [ServerRole]? {
        guard let lock = try await turn.come() else { return nil }
        let bridge = try await NIOThreadPool.singleton.runIfActive {
            try Bridge(configurations, options: options, log: log, under: lock)
        }
        logger.notice("The storage is ours, work begins")
        return [bridge.role(overview: "/")]
    }
}
