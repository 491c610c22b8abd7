import ArgumentParser

/// The one executable; each role is a subcommand.
@main struct Modelwatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "modelwatch",
        abstract: "Measures machine-learning models for Prometheus and turns alerts into retrainings.",
        subcommands: [CheckCommand.self, BridgeCommand.self, SuperviseCommand.self])
}
