import ArgumentParser
import Monitor

/// The flags of every HTTP server, named and meant as Prometheus's exporters have them.
struct WebFlags: ParsableArguments {
    @Option(
        name: .customLong("web.listen-address"),
        help: ArgumentHelp(
            "An address to listen on, as host:port, [::1]:port, or :port for every address; may be given several times.",
            valueName: "address"))
    var listenAddresses: [ListenAddress] = []

    @Flag(
        name: .customLong("web.systemd-socket"), help: "Listen on the sockets of a systemd socket unit instead.")
    var usesSystemdSockets = false

    @Option(
        name: .customLong("web.config.file"),
        help: ArgumentHelp("The web configuration file, with TLS and users.", valueName: "file"))
    var configurationFile: String?

    @Option(
        name: .customLong("web.external-url"),
        help: ArgumentHelp(
            "The URL, or its path, under which users reach the server through a reverse proxy.", valueName: "url"))
    var externalURL: String?

    @Option(
        name: .customLong("web.route-prefix"),
        help: ArgumentHelp(
            "What every path begins with; the path of --web.external-url if not given.", valueName: "path"))
    var routePrefix: String?

    @Option(
        name: .customLong("web.telemetry-path"), help: ArgumentHelp("The path of the metrics.", valueName: "path"))
    var telemetryPath = "/metrics"

    @Option(
        name: .customLong("web.max-requests"),
        help: ArgumentHelp("How many scrapes are served at the same time; 0 for no limit.", valueName: "number"))
    var maximumRequests = 40

    @Flag(
        name: .customLong("web.disable-exporter-metrics"),
        help: "Leave out the metrics of the process and of the metrics handler.")
    var omitsOwnMetrics = false

    @Flag(
        name: .customLong("insecure-allow-anonymous"),
        help: "Let anybody on the network in, also without users in the web configuration file.")
    var allowsAnonymous = false

    func validate() throws {
        if usesSystemdSockets, !listenAddresses.isEmpty {
            throw ValidationError("--web.systemd-socket and --web.listen-address exclude each other")
        }
        if maximumRequests < 0 { throw ValidationError("--web.max-requests must not be negative") }
    }

    /// The options as a server takes them.
    ///
    /// - Parameter defaults: Where to listen if nothing is said.
    func options(defaults: [ListenAddress]) throws -> WebOptions {
        var options = WebOptions(addresses: listenAddresses.isEmpty ? defaults : listenAddresses)
        options.usesSystemdSockets = usesSystemdSockets
        options.configurationFile = configurationFile
        options.location = try WebLocation(externalURL: externalURL, routePrefix: routePrefix)
        options.telemetryPath = try TelemetryPath(telemetryPath)
        options.maximumRequests = maximumRequests
        options.omitsOwnMetrics = omitsOwnMetrics
        options.allowsAnonymous = allowsAnonymous
        return options
    }
}
