import ArgumentParser
import Monitor

/// The one executable; each role is a subcommand.
@main struct Modelwatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "modelwatch",
        abstract: "Measures machine-learning models for Prometheus and turns alerts into retrainings.",
        version: ProductVersion.description,
        subcommands: [
            ServeCommand.self, ExporterCommand.self, BridgeCommand.self, CheckCommand.self, CheckConfigCommand.self,
            CheckWebConfigCommand.self, GateCommand.self, RolloutCommand.self, MetricsCommand.self,
            TriggerCommand.self, EpisodeCommand.self, SimulateCommand.self, ReplayCommand.self, SuperviseCommand.self,
            LaunchCommand.self,
        ])
}
