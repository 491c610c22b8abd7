import ArgumentParser
import Monitor

/// Of which alert something is said, and why.
struct ReviewFlags: ParsableArguments {
    @Argument(help: "The number of the episode, as modelwatch episode list shows it.")
    var episode: String

    @Option(help: "Why; kept in the audit trail.")
    var reason = ""

    @OptionGroup(title: "The bridge") var bridge: BridgeFlags

    /// Says it.
    func perform(_ action: EpisodeAction) throws {
        try bridge.print { try $0.perform(action, on: episode, reason: reason) }
    }
}
