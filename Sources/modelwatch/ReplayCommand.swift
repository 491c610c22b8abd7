import ArgumentParser
import Monitor

/// `modelwatch replay`.
struct ReplayCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "replay", abstract: "Take a stored delivery in once more, as if it were sent again now.",
        discussion: """
            Exit code 0: done; 1: the bridge cannot be reached, or failed; 2: it refused; 64: a flag is wrong.
            """)

    @Argument(help: "The id of the delivery.")
    var delivery: String

    @OptionGroup(title: "The bridge") var bridge: BridgeFlags

    func run() throws {
        try bridge.print { try $0.replay(delivery) }
    }
}
