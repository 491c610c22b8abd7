import ArgumentParser
import Monitor

/// `modelwatch episode list`.
struct EpisodeListCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "list", abstract: "List alerts from firing to resolved, newest first.")

    @Option(help: "Only those that are open, resolved or stale.")
    var state: String?

    @Option(help: "Only those of this severity: critical, warning, info or other.")
    var severity: String?

    @Option(help: "Only those that are acknowledged, unacknowledged or false_positive.")
    var mark: String?

    @Option(help: "Only those of this name.")
    var alertname: String?

    @Option(help: "Only those of this model.")
    var model: String?

    @Option(help: "How many at most, up to 1000.")
    var limit = 100

    @Option(help: ArgumentHelp("Only those older than this one.", valueName: "episode"))
    var after: String?

    @OptionGroup(title: "The bridge") var bridge: BridgeFlags

    func run() throws {
        try bridge.print {
            try $0.episodes(
                state: state, severity: severity, mark: mark, alertname: alertname, model: model, limit: limit,
                after: after)
        }
    }
}
