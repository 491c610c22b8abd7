import ArgumentParser
import Foundation
import Monitor

/// `modelwatch check-config`.
struct CheckConfigCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "check-config",
        abstract: "Read a configuration file, with the files that it names, and say what is wrong with it.")

    @Argument(help: "The configuration file (default: modelwatch.yml).")
    var argument: String?

    @Option(name: .customLong("config.file"), help: "The same, as the other commands take it.")
    var option: String?

    @Flag(
        name: .customLong("dry-run"),
        help: "Also read the columns of the data sets, and tell how many series each model can have.")
    var countsSeries = false

    @Flag(help: "Do not look whether files of secrets and certificates can be read, and whether users are there.")
    var syntaxOnly = false

    func run() throws {
        let file = argument ?? option ?? "modelwatch.yml"
        let configuration = try Configuration(
            file: file, secretsOf: syntaxOnly ? [] : ConfigurationPart.allCases)
        print("\(file): no mistakes (models: \(configuration.models.count), policies: \(configuration.policies.count))")
        guard countsSeries else { return }
        let report = SeriesReport(configuration)
        print("\n\(report.text)", terminator: "")
        for problem in report.problems {
            FileHandle.standardError.write(Data("modelwatch: \(problem)\n".utf8))
        }
        if !report.problems.isEmpty { throw ExitCode.failure }
    }
}
