import ArgumentParser
import Monitor

/// `modelwatch episode show`.
struct EpisodeShowCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "show", abstract: "Show an alert with what operators said of it, and its triggers.")

    @Argument(help: "The number of the episode.")
    var episode: String

    @OptionGroup(title: "The bridge") var bridge: BridgeFlags

    func run() throws {
        try bridge.print { try $0.episode(episode) }
    }
}
