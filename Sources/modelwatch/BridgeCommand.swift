import ArgumentParser
import Monitor

/// `modelwatch bridge`.
struct BridgeCommand: AsyncParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "bridge", abstract: "Take Alertmanager's webhooks and start retrainings.")

    @OptionGroup var files: FileOptions
    @OptionGroup var logging: LogOptions

    @Option(
        name: .customLong("web.listen-address"),
        help: "The address to listen on, as host:port, or :port for every address.")
    var listenAddress = ListenAddress(host: "127.0.0.1", port: 5080)

    @Flag(name: .customLong("insecure-allow-anonymous"), help: "Let anybody on the network send alerts.")
    var allowsAnonymous = false

    func run() async throws {
        let configuration = try files.configuration(for: .bridge)
        let options = BridgeOptions(
            address: listenAddress, storagePath: files.storage,
            executable: try ExecutableLocation.current(), allowsAnonymous: allowsAnonymous,
            reload: files.reload)
        try await Bridge(configuration: configuration, options: options, log: logging.settings).run()
    }
}
