import HummingbirdCore
import Logging

/// What stands between a server and its clients, as its web configuration file has it at the start.
struct WebSecurity: Sendable {
    /// Verifies passwords; its thread must be running.
    let passwords = PasswordVerifier()
    let scheme: ListenerScheme
    private let file: WebConfigurationFile?
    private let tls: WebConfigurationFile?
    private let web: WebConfiguration?
    private let options: WebOptions
    private let logger: Logger

    /// - Throws: What is wrong with the web configuration, or ``WebServerError`` if anybody on the network could pass
    ///   without having been allowed to.
    init(_ options: WebOptions, webhook: WebhookRoute?, logger: Logger) throws {
        let needsUsers = try options.isExposed() && !(webhook?.isProtected() ?? false)
        web = try options.configurationFile.map { try WebConfiguration(validating: $0) }
        if needsUsers, !(web?.authenticates ?? false) {
            throw WebServerError.anonymous(try options.sockets().map(\.description))
        }
        file = options.configurationFile.map { WebConfigurationFile($0, mustAuthenticate: needsUsers) }
        tls = web?.tls == nil ? nil : file
        scheme = tls == nil ? .http : .https(offersHTTP2: web?.http.offersHTTP2 ?? false)
        self.options = options
        self.logger = logger
    }

    /// Who may act; nobody where no role has anything to decide.
    func operators(_ settings: OperatorSettings?) -> OperatorDirectory {
        OperatorDirectory(
            settings ?? .nobody, users: WebUsers(file: file, passwords: passwords), root: options.location.linkPrefix,
            isSecure: options.location.isSecure || tls != nil)
    }

    /// What decides on requests; nil to answer everybody.
    ///
    /// - Parameter hasSignIn: Whether there is a sign-in page.
    func requestGuard(
        _ operators: OperatorDirectory, webhook: WebhookRoute?, hasSignIn: Bool
    ) -> RequestGuard? {
        let routes = GuardedRoutes(prefix: options.location.routePrefix, webhook: webhook, hasSignIn: hasSignIn)
        return file.map {
            RequestGuard(
                $0, passwords: passwords, operators: operators, routes: routes, rateLimit: web?.rateLimit,
                logger: logger)
        }
    }

    /// What a connection becomes.
    func channel(
        _ responder: @escaping HTTPChannelHandler.Responder, _ limits: ConnectionLimits
    ) -> any ServerChildChannel {
        guard let tls else { return PlainChannel(responder: responder, limits: limits) }
        return TLSServerChannel(tls, responder: responder, limits: limits, logger: logger)
    }
}
