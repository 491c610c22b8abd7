import Hummingbird
import Logging

/// Exporter and bridge in one process, with one HTTP server for both.
public struct BothRoles: Sendable {
    private let exporter: Exporter
    private let bridge: Bridge
    private let configuration: Configuration
    private let options: BridgeOptions
    private let logger: Logger

    /// - Throws: What keeps one of the roles from running.
    public init(configuration: Configuration, options: BridgeOptions, log: LogSettings) throws {
        exporter = try Exporter(
            configuration: configuration, options: ExporterOptions(web: options.web, storagePath: options.storagePath),
            log: log)
        bridge = try Bridge(configuration: configuration, options: options, log: log)
        self.configuration = configuration
        self.options = options
        logger = log.logger("serve")
    }

    /// Serves until the process is told to stop.
    public func run() async throws {
        try await server().runService()
    }

    /// The HTTP server with the services of both roles behind it.
    func server() throws -> WebServer {
        let roles = [exporter.role(), bridge.role(overview: "/overview")]
        return try WebServer(roles, options: options.web, configuration: { configuration }, logger: logger)
    }
}
