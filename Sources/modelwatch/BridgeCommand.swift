import ArgumentParser
import Monitor

/// `modelwatch bridge`.
struct BridgeCommand: AsyncParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "bridge", abstract: "Take Alertmanager's webhooks and start retrainings.",
        discussion: "Listens on 127.0.0.1:5080 if no address is given.")

    @OptionGroup var files: FileOptions

    @Flag(
        name: .customLong("bridge.standby"),
        help: "Wait while another bridge works on the same storage, and take over when it ends, instead of exiting.")
    var waits = false

    @OptionGroup(title: "The HTTP server") var web: WebFlags
    @OptionGroup var logging: LogOptions

    func run() async throws {
        let configuration = try files.configuration(for: .bridge)
        let options = BridgeOptions(
            web: try web.options(defaults: [.bridge]), storagePath: files.storage,
            executable: try ExecutableLocation.current(), reload: files.reload)
        if waits {
            try await StandbyBridge(configuration: configuration, options: options, log: logging.settings).run()
        } else {
            try await Bridge(configuration: configuration, options: options, log: logging.settings).run()
        }
    }
}
