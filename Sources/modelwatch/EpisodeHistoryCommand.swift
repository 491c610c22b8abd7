import ArgumentParser
import Monitor

/// `modelwatch episode history`.
struct EpisodeHistoryCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "history", abstract: "Tell how often alerts fired, how long, and how many were false.")

    @Option(help: "How many days back, today included, up to 366.")
    var days = 30

    @Option(help: "Only those of this name.")
    var alertname: String?

    @Option(help: "Only those of this model.")
    var model: String?

    @OptionGroup(title: "The bridge") var bridge: BridgeFlags

    func run() throws {
        try bridge.print { try $0.history(days: days, alertname: alertname, model: model) }
    }
}
