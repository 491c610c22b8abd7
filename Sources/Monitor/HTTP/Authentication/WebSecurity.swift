import HummingbirdCore
import Logging

/// What stands between a server and its clients, as its web configuration file has it at the start.
struct WebSecurity: Sendable {
    /// Decides on requests; nil to answer everybody.
    let requestGuard: RequestGuard?
    /// Who may act; nobody where no role has anything to decide.
    let operators: OperatorDirectory
    /// Verifies passwords; its thread must be running.
    let passwords = PasswordVerifier()
    let scheme: ListenerScheme
    /// The file, if connections begin with TLS.
    let tls: WebConfigurationFile?

    /// - Throws: What is wrong with the web configuration, or ``WebServerError`` if anybody on the network could pass
    ///   without having been allowed to.
    init(
        _ options: WebOptions, webhook: WebhookRoute?, operators settings: OperatorSettings?, logger: Logger
    ) throws {
        let needsUsers = try options.isExposed() && !(webhook?.hasTokens() ?? false)
        let web = try options.configurationFile.map { try WebConfiguration(validating: $0) }
        if needsUsers, !(web?.authenticates ?? false) {
            throw WebServerError.anonymous(try options.sockets().map(\.description))
        }
        let file = options.configurationFile.map { WebConfigurationFile($0, mustAuthenticate: needsUsers) }
        let routes = GuardedRoutes(
            prefix: options.location.routePrefix, webhook: webhook, hasSignIn: settings != nil)
        let passwords = passwords
        let users = WebUsers(file: file, passwords: passwords)
        let isSecure = options.location.isSecure || web?.tls != nil
        let operators = OperatorDirectory(
            settings ?? .nobody, users: users, root: options.location.linkPrefix, isSecure: isSecure)
        self.operators = operators
        requestGuard = file.map {
            RequestGuard(
                $0, passwords: passwords, operators: operators, routes: routes, rateLimit: web?.rateLimit,
                logger: logger)
        }
        tls = web?.tls == nil ? nil : file
        scheme = tls == nil ? .http : .https(offersHTTP2: web?.http.offersHTTP2 ?? false)
    }

    /// What a connection becomes.
    func channel(
        _ responder: @escaping HTTPChannelHandler.Responder, _ limits: ConnectionLimits, logger: Logger
    ) -> any ServerChildChannel {
        guard let tls else { return PlainChannel(responder: responder, limits: limits) }
        return TLSServerChannel(tls, responder: responder, limits: limits, logger: logger)
    }
}
