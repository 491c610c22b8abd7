import ArgumentParser
import Monitor

/// `modelwatch serve`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "serve", abstract: "Be exporter and bridge in one process.",
        discussion: """
            Listens on 127.0.0.1:8000 and 127.0.0.1:5080 if no address is given; all routes of both roles are on each. Run \
            the two roles as processes of their own where an evaluation may run out of memory: it must not silence the \
            receiver of its alert.
            """)

    @OptionGroup var files: FileOptions
    @OptionGroup(title: "The HTTP server") var web: WebFlags
    @OptionGroup var logging: LogOptions

    func run() async throws {
        let configuration = try Configuration(file: files.configuration)
        let options = BridgeOptions(
            web: try web.options(defaults: [.exporter, .bridge]), storagePath: files.storage,
            executable: try ExecutableLocation.current())
        try await BothRoles(configuration: configuration, options: options, log: logging.settings).run()
    }
}
