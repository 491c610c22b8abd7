import ArgumentParser
import Monitor

/// `modelwatch trigger list`.
struct TriggerListCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "list", abstract: "List triggers, newest first.")

    @Option(help: "Only those in this state, such as awaiting_approval.")
    var state: String?

    @Option(help: "Only those of this policy.")
    var policy: String?

    @Option(help: "Only those of this subject.")
    var subject: String?

    @Option(help: "How many at most, up to 1000.")
    var limit = 100

    @Option(help: ArgumentHelp("Only those older than this one.", valueName: "trigger"))
    var after: String?

    @OptionGroup(title: "The bridge") var bridge: BridgeFlags

    func run() throws {
        try bridge.print {
            try $0.triggers(state: state, policy: policy, subject: subject, limit: limit, after: after)
        }
    }
}
