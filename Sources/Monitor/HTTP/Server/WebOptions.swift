/// What the command line decides about the HTTP server of a role, in the words of Prometheus's own flags.
public struct WebOptions: Sendable {
    /// Where to listen.
    public var addresses: [ListenAddress]
    /// Whether the sockets come from systemd instead.
    public var usesSystemdSockets = false
    /// The web configuration file, with TLS and users; nil for plain HTTP without users.
    public var configurationFile: String?
    /// Where users reach the server.
    public var location = WebLocation.root
    /// The path of the metrics.
    public var telemetryPath = TelemetryPath.standard
    /// How many scrapes are served at the same time; 0 for no limit.
    public var maximumRequests = 40
    /// Whether the metrics of the process and of the metrics handler are left out.
    public var omitsOwnMetrics = false
    /// Whether anybody on the network may use the server.
    public var allowsAnonymous = false

    /// What to listen on; throws ``ListenError/noSystemdSockets`` if nothing was handed over.
    func sockets() throws -> [ListenSocket] {
        try usesSystemdSockets ? SystemdSockets.inherited() : addresses.map { .address($0) }
    }

    /// Whether others than this machine could reach the server, and were not allowed in without credentials.
    func isExposed() throws -> Bool {
        try !allowsAnonymous && sockets().contains { !$0.isLoopback }
    }

    /// Listens at these addresses, with defaults for everything else.
    public init(addresses: [ListenAddress]) {
        self.addresses = addresses
    }
}
