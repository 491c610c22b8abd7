import ArgumentParser
import Monitor

/// The one executable; each role is a subcommand.
@main struct Modelwatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "modelwatch",
        abstract: "Measures machine-learning models for Prometheus and turns alerts into retrainings.",
        version: "modelwatch, version \(ProductVersion.current)",
        subcommands: [
            ExporterCommand.self, BridgeCommand.self, CheckCommand.self, CheckConfigCommand.self,
            MetricsCommand.self, SuperviseCommand.self,
        ])
}
