import Hummingbird
import Logging

/// Exporter and bridge in one process, with one HTTP server for both.
public struct BothRoles: Sendable {
    private let exporter: Exporter
    private let bridge: Bridge
    private let configurations: ConfigurationStore
    private let options: BridgeOptions
    private let logger: Logger

    /// - Throws: What keeps one of the roles from running.
    public init(configuration: Configuration, options: BridgeOptions, log: LogSettings) throws {
        configurations = ConfigurationStore(configuration)
        exporter = try Exporter(
            configurations, options: ExporterOptions(web: options.web, storagePath: options.storagePath), log: log)
        bridge = try Bridge(configurations, options: options, log: log)
        self.options = options
        logger = log.logger("serve")
    }

    /// Serves until the process is told to stop.
    public func run() async throws {
        try await server().runService()
    }

    /// The HTTP server with the services of both roles behind it.
    func server() throws -> WebServer {
        try WebServer(
            [exporter.role(), bridge.role(overview: "/overview")], options: options.web,
            configurations: configurations, reload: options.reload, logger: logger)
    }
}
