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

    /// - Throws: What is wrong with the web configuration, or ``WebServerError`` if anybody on the network could pass
    ///   without having been allowed to.
    init(
        _ roles: [ServerRole], options: WebOptions, configuration: @escaping @Sendable () -> Configuration,
        limits: ConnectionLimits = ConnectionLimits(), logger: Logger
    ) throws {
        let sockets =
            try options.usesSystemdSockets ? SystemdSockets.inherited() : options.addresses.map { .address($0) }
        let isExposed = sockets.contains { !$0.isLoopback } && !options.allowsAnonymous
        let webhook = roles.lazy.compactMap(\.webhook).first
        let needsUsers = isExposed && !(webhook?.hasTokens() ?? false)
        let web = try options.configurationFile.map { try WebConfiguration(validating: $0) }
        if needsUsers, !(web?.authenticates ?? false) { throw WebServerError.anonymous(sockets.map(\.description)) }
        let passwords = PasswordVerifier()
        let file = options.configurationFile.map { WebConfigurationFile($0, mustAuthenticate: needsUsers) }
        responder = GuardedResponder(
            base: try Self.router(roles, options, configuration, logger).buildResponder(),
            requestGuard: file.map {
                RequestGuard(
                    $0, passwords: passwords,
                    routes: GuardedRoutes(prefix: options.location.routePrefix, webhook: webhook),
                    rateLimit: web?.rateLimit, logger: logger)
            })
        services = [ThreadPoolService(threads: passwords.thread)] + roles.flatMap(\.services)
        self.logger = logger
        let responder = HTTPResponses.responder(responder, logger: logger)
        let secured = web?.tls == nil ? nil : file
        listeners = sockets.map { socket in
            Listener(
                socket: socket,
                channel: secured.map { TLSServerChannel($0, responder: responder, limits: limits, logger: logger) }
                    ?? PlainChannel(responder: responder, limits: limits),
                limits: limits,
                scheme: secured == nil ? .http : .https(offersHTTP2: web?.http.offersHTTP2 ?? false),
                logger: logger)
        }
    }

    /// Serves until the group that it runs in shuts down.
    func run() async throws {
        logger.info(
            "Starting modelwatch",
            metadata: ["version": "\(ProductVersion.current)", "platform": "\(ProductVersion.platform)"])
        if geteuid() == 0 {
            logger.warning("Running as root is not needed: use an account that can do little else")
        }
        // The group stops services from the last to the first: what answers requests goes before what it needs.
        let group = ServiceGroup(configuration: .init(services: services + listeners, logger: logger))
        try await group.run()
    }

    private static func router(
        _ roles: [ServerRole], _ options: WebOptions, _ configuration: @escaping @Sendable () -> Configuration,
        _ logger: Logger
    ) throws -> Router<BasicRequestContext> {
        let router = Router(options: .autoGenerateHeadEndpoints)
        let prefix = RouterPath(options.location.routePrefix)
        let frame = PageFrame(roles, options)
        let metrics = MetricsController(roles, options)
        router.addRoutes(metrics.endpoints, atPath: prefix.appendingPath(RouterPath(options.telemetryPath)))
        router.addRoutes(
            HealthController { for role in roles { try await role.checkReadiness() } }.endpoints,
            atPath: prefix.appendingPath("-"))
        router.addRoutes(
            try ConfigurationController(configuration, frame: frame).endpoints, atPath: prefix.appendingPath("config"))
        for role in roles { router.addRoutes(try role.routes(frame), atPath: prefix) }
        return router
    }
}
