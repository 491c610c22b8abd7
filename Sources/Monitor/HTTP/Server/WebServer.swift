import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// The HTTP server of one or more roles, assembled from the command line, the web configuration file and their routes.
struct WebServer: ApplicationProtocol {
    let responder: GuardedResponder<RouterResponder<BasicRequestContext>>
    let services: [any Service]
    let logger: Logger
    private let listeners: [Listener]
    private let name: String

    /// - Throws: What is wrong with the web configuration, or ``WebServerError`` if anybody on the network could pass
    ///   without having been allowed to.
    init(
        _ roles: [ServerRole], options: WebOptions, configurations: ConfigurationStore,
        reload: ReloadOptions = .onDemand, limits: ConnectionLimits = ConnectionLimits(), logger: Logger
    ) throws {
        let reader = ConfigurationReader(file: configurations.current.file, secretsOf: roles.map(\.part))
        let reloader = ConfigurationReloader(
            configurations, reader: reader, roles: roles.map(\.changes), options: reload, logger: logger,
            now: { Date() })
        let security = try WebSecurity(
            options, webhook: roles.lazy.compactMap(\.webhook).first,
            operators: roles.lazy.compactMap(\.operators).first, logger: logger)
        responder = GuardedResponder(
            base: try Self.router(roles, security.operators, reloader, options).buildResponder(),
            requestGuard: security.requestGuard)
        services = [ThreadPoolService(threads: security.passwords.thread), reloader] + roles.flatMap(\.services)
        let channel = security.channel(
            HTTPResponses.responder(responder, logger: logger), limits, logger: logger)
        listeners = try options.sockets().map {
            Listener(socket: $0, channel: channel, limits: limits, scheme: security.scheme, logger: logger)
        }
        self.logger = logger
        name = roles.map(\.name).joined(separator: " and ")
    }

    /// Serves until the group that it runs in shuts down.
    func run() async throws {
        logger.info(
            "Starting modelwatch",
            metadata: [
                "role": "\(name)", "version": "\(ProductVersion.current)", "platform": "\(ProductVersion.platform)",
            ])
        if geteuid() == 0 {
            logger.warning("Running as root is not needed: use an account that can do little else")
        }
        // The group stops services from the last to the first: what answers requests goes before what it needs.
        let group = ServiceGroup(configuration: .init(services: services + listeners, logger: logger))
        try await group.run()
    }

    private static func router(
        _ roles: [ServerRole], _ operators: OperatorDirectory, _ reloader: ConfigurationReloader,
        _ options: WebOptions
    ) throws -> Router<BasicRequestContext> {
        let router = Router(options: .autoGenerateHeadEndpoints)
        let prefix = RouterPath(options.location.routePrefix)
        let frame = PageFrame(roles, options)
        let metrics = MetricsController(roles, reloader, options)
        router.addRoutes(metrics.endpoints, atPath: prefix.appendingPath(RouterPath(options.telemetryPath.text)))
        router.addRoutes(
            HealthController { for role in roles { try await role.checkReadiness() } }.endpoints,
            atPath: prefix.appendingPath("-"))
        router.addRoutes(ReloadController(reloader: reloader).endpoints, atPath: prefix.appendingPath("-/reload"))
        router.addRoutes(
            try ConfigurationController({ reloader.current }, frame: frame).endpoints,
            atPath: prefix.appendingPath("config"))
        for role in roles { router.addRoutes(try role.routes(frame, operators), atPath: prefix) }
        return router
    }
}
