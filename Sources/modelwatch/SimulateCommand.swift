import ArgumentParser
import Monitor

/// `modelwatch simulate`.
struct SimulateCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "simulate",
        abstract: "Tell what the body of a webhook would lead to now; nothing is stored or started.",
        discussion: """
            Exit code 0: done; 1: the bridge cannot be reached, or failed; 2: it refused; 64: a flag is wrong.
            """)

    @Argument(help: "The file with the body as Alertmanager sends it; - for standard input.")
    var file: String

    @OptionGroup(title: "The bridge") var bridge: BridgeFlags

    func run() throws {
        let payload = try WebhookFile(file).read()
        try bridge.print { try $0.simulate(payload) }
    }
}
