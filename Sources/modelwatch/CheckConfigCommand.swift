import ArgumentParser
import Monitor

/// `modelwatch check-config`.
struct CheckConfigCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "check-config", abstract: "Read a configuration file and say what is wrong with it.")

    @Argument(help: "The configuration file (default: modelwatch.yml).")
    var argument: String?

    @Option(name: .customLong("config.file"), help: "The same, as the other commands take it.")
    var option: String?

    func run() throws {
        let file = argument ?? option ?? "modelwatch.yml"
        let configuration = try Configuration(file: file)
        print("\(file): no mistakes (models: \(configuration.models.count), policies: \(configuration.policies.count))")
    }
}
