import ArgumentParser
import Monitor

/// `modelwatch check-config`.
struct CheckConfigCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "check-config", abstract: "Read a configuration file and say what is wrong with it.")

    @Argument(help: "The configuration file.")
    var file = "modelwatch.yml"

    func run() throws {
        let configuration = try Configuration(file: file)
        print("\(file): \(configuration.models.count) models, \(configuration.policies.count) policies, no mistakes")
    }
}
