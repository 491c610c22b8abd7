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
        _ roles: [ServerRole], options: WebOptions, configuration: @escaping @Sendable () -> Configuration,
        limits: ConnectionLimits = ConnectionLimits(), logger: Logger
    ) throws {
        let security = try WebSecurity(options, webhook: roles.lazy.compactMap(\.webhook).first, logger: logger)
        responder = GuardedResponder(
            base: try Self.router(roles, options, configuration).buildResponder(), requestGuard: security.requestGuard)
        services = [ThreadPoolService(threads: security.passwords.thread)] + roles.flatMap(\.services)
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
        _ roles: [ServerRole], _ options: WebOptions, _ configuration: @escaping @Sendable () -> Configuration
    ) throws -> Router<BasicRequestContext> {
        let router = Router(options: .autoGenerateHeadEndpoints)
        let prefix = RouterPath(options.location.routePrefix)
        let frame = PageFrame(roles, options)
        let metrics = MetricsController(roles, options)
        router.addRoutes(metrics.endpoints, atPath: prefix.appendingPath(RouterPath(options.telemetryPath.text)))
        router.addRoutes(
            HealthController { for role in roles { try await role.checkReadiness() } }.endpoints,
            atPath: prefix.appendingPath("-"))
        router.addRoutes(
            try ConfigurationController(configuration, frame: frame).endpoints, atPath: prefix.appendingPath("config"))
        for role in roles { router.addRoutes(try role.routes(frame), atPath: prefix) }
        return router
    }
}
