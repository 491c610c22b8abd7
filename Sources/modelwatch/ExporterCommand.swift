import ArgumentParser
import Monitor

/// `modelwatch exporter`.
struct ExporterCommand: AsyncParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "exporter", abstract: "Evaluate the models in the background and serve the results to Prometheus.")

    @OptionGroup var files: FileOptions
    @OptionGroup var logging: LogOptions

    @Option(
        name: .customLong("web.listen-address"),
        help: "The address to listen on, as host:port, or :port for every address.")
    var listenAddress = ListenAddress(host: "127.0.0.1", port: 8000)

    @Flag(name: .customLong("insecure-allow-anonymous"), help: "Let anybody on the network read the metrics.")
    var allowsAnonymous = false

    func run() async throws {
        let configuration = try files.configuration(for: .models)
        let options = ExporterOptions(
            address: listenAddress, storagePath: files.storage, allowsAnonymous: allowsAnonymous,
            reload: files.reload)
        try await Exporter(configuration: configuration, options: options, log: logging.settings).run()
    }
}
