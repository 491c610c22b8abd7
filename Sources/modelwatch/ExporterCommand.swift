import ArgumentParser
import Monitor

/// `modelwatch exporter`.
struct ExporterCommand: AsyncParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "exporter", abstract: "Evaluate the models in the background and serve the results to Prometheus.",
        discussion: "Listens on 127.0.0.1:8000 if no address is given.")

    @OptionGroup var files: FileOptions
    @OptionGroup(title: "The HTTP server") var web: WebFlags
    @OptionGroup var logging: LogOptions

    func run() async throws {
        let configuration = try Configuration(file: files.configuration)
        let options = ExporterOptions(
            web: try web.options(defaults: [.exporter]), storagePath: files.storage)
        try await Exporter(configuration: configuration, options: options, log: logging.settings).run()
    }
}
