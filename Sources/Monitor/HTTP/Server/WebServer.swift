import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// The HTTP server of one or more roles, assembled from the command line, the web configuration file and their routes.
struct WebServer: ApplicationProtocol {
    let responder: StagedResponder
    let services: [any Service]
    let logger: Logger
    private let listeners: [Listener]
    private let name: String

    /// - Parameter next: Waits until other roles go on in the place of the given ones; nil if the process is told to stop
    ///   before. Without it the roles stay.
    /// - Throws: What is wrong with the web configuration, or ``WebServerError`` if anybody on the network could pass
    ///   without having been allowed to.
    init(
        _ roles: [ServerRole], options: WebOptions, configurations: ConfigurationStore,
        reload: ReloadOptions = .onDemand, limits: ConnectionLimits = ConnectionLimits(), logger: Logger,
        next: SuccessionService.Next? = nil
    ) throws {
        let reader = ConfigurationReader(file: configurations.current.file, secretsOf: roles.map(\.part))
        let reloader = ConfigurationReloader(
            configurations, reader: reader, roles: roles.map(\.changes), options: reload, logger: logger,
            now: { Date() })
        let security = try WebSecurity(options, webhook: roles.lazy.compactMap(\.webhook).first, logger: logger)
        let stage = { @Sendable roles in try Self.stage(roles, security, reloader, options) }
        let responder = StagedResponder(try stage(roles))
        let succession = next.map { next in
            SuccessionService(
                next: {
                    guard let roles = try await next() else { return nil }
                    // As after a restart. What is wrong with the file is in the log, and the last good one stays.
                    _ = try? await reloader.reload()
                    return roles
                },
                begin: { responder.go(on: try stage($0)) }, logger: logger)
        }
        services =
            [ThreadPoolService(threads: security.passwords.thread), reloader] + roles.flatMap(\.services)
            + [succession].compactMap(\.self)
        let channel = security.channel(HTTPResponses.responder(responder, logger: logger), limits)
        listeners = try options.sockets().map {
            Listener(socket: $0, channel: channel, limits: limits, scheme: security.scheme, logger: logger)
        }
        self.responder = responder
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

    /// What answers requests while the given roles are the server's.
    private static func stage(
        _ roles: [ServerRole], _ security: WebSecurity, _ reloader: ConfigurationReloader, _ options: WebOptions
    ) throws -> StagedResponder.Stage {
        let settings = roles.lazy.compactMap(\.operators).first
        let operators = security.operators(settings)
        return GuardedResponder(
            base: try router(roles, operators, reloader, options).buildResponder(),
            requestGuard: security.requestGuard(
                operators, webhook: roles.lazy.compactMap(\.webhook).first, hasSignIn: settings != nil),
            absence: roles.first?.absence ?? .unknown)
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
