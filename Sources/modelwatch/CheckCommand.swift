public import ArgumentParser
import Foundation
public import Monitor

/// `modelwatch check`.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "check",
        abstract: "Compare the data sets of the models once and print what was found.",
        discussion: "Exit code 0: no drift; 3: a column or the model drifted; 1: something could not be computed.")

    @Option(name: .customLong("config.file"), help: "The configuration file.")
    var configurationFile = "modelwatch.yml"

    @Option(help: "How to print: \(ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format = ReportFormat.table

    @Option(help: "Check this model only; may be given several times.")
    var model: [String] = []

    @Flag(help: "Keep the profiles of the references in the storage folder, and use those that are there.")
    var cache = false

    func run() async throws {
        let configuration = try Configuration(file: configurationFile)
        guard !configuration.models.isEmpty else { throw ExporterError.noModels }
        let models = configuration.models.filter { model.isEmpty || model.contains($0.name) }
        if let unknown = model.first(where: { name in !models.contains { $0.name == name } }) {
            let known = configuration.models.map(\.name).joined(separator: ", ")
            throw ValidationError("no model \"\(unknown)\" in \(configurationFile), which has \(known)")
        }
        let report = await CheckReport(
            models, memory: configuration.global.memory,
            cache: cache ? configuration.global.profileCache() : nil)
        print(try report.formatted(as: format), terminator: "")
        for problem in report.problems where format != .table {
            FileHandle.standardError.write(Data("modelwatch: \(problem)\n".utf8))
        }
        throw ExitCode(report.exitCode)
    }
}

extension ReportFormat: ExpressibleByArgument {}
