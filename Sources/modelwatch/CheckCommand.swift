public import ArgumentParser
import Foundation
public import Monitor

/// `modelwatch check`.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "check",
        abstract: "Compare two data sets, or those of each model of a configuration file, and print what was found.",
        usage: """
            modelwatch check REFERENCE CURRENT [--task TASK --target COLUMN --prediction COLUMN ...]
            modelwatch check [--config.file FILE] [--model NAME ...]
            """,
        discussion: """
            A data set is a Parquet, Arrow, CSV or NDJSON file, a glob in quotes, a folder, or a URL of a web server or S3. NAMES are names of columns or \
            patterns with * and ?, separated by commas. All flags about models go before what the file says. A column \
            goes before its kind, a kind before all.

            Exit code 0: no drift; 3: a column or the model drifted; 1: something could not be computed; 64: a flag is wrong.
            """)

    @Argument(help: "The reference and the current data, to compare them without a configuration file.")
    var datasets: [String] = []

    @Option(
        name: .customLong("config.file"),
        help: ArgumentHelp("The configuration file; \(Self.defaultFile) if not given.", valueName: "file"))
    var configurationFile: String?

    @Option(help: ArgumentHelp("Check this model of the file only; may be given several times.", valueName: "name"))
    var model: [String] = []

    @Option(help: "The name in the output where there is no file; \(Self.defaultName) if not given.")
    var name: String?

    @Option(help: "How to print.")
    var format = ReportFormat.table

    @Flag(help: "Keep the profiles of the references in the storage folder, and use those that are there.")
    var cache = false

    @Option(
        help: ArgumentHelp(
            "Evaluate windows as if it were this time, such as 2026-11-20T12:00:00Z.", valueName: "time"),
        transform: Self.time)
    var at: Date?

    @OptionGroup(title: "The model")
    var flags: ModelFlags

    private static let defaultFile = "modelwatch.yml"
    private static let defaultName = "data"

    func validate() throws {
        guard datasets.isEmpty else { return try validateDatasets() }
        if name != nil { throw ValidationError("--name is for two data sets; a file names its models itself") }
        if configurationFile == nil, !FileManager.default.fileExists(atPath: Self.defaultFile) {
            throw ValidationError(
                "there is no \(Self.defaultFile) here: name two data sets, the reference and the current one, or a file "
                    + "with --config.file")
        }
    }

    private func validateDatasets() throws {
        if configurationFile != nil {
            throw ValidationError(
                "data sets and --config.file exclude each other: the file names the data sets of its models")
        }
        if !model.isEmpty {
            throw ValidationError("--model chooses among the models of a file; --name names that of two data sets")
        }
        if datasets.count != 2 {
            throw ValidationError(
                "expected two data sets, the reference and the current one, found \(datasets.count)"
                    + (datasets.count > 2 ? "; put a glob in quotes" : ""))
        }
        if datasets.contains("") { throw ValidationError("the path of a data set is empty") }
    }

    func run() async throws {
        let configuration = try configuration()
        guard !configuration.models.isEmpty else { throw ExporterError.noModels }
        let models = configuration.models.filter { model.isEmpty || model.contains($0.name) }
        if let unknown = model.first(where: { name in !models.contains { $0.name == name } }) {
            let known = configuration.models.map(\.name).joined(separator: ", ")
            throw Self.refusal("no model \"\(unknown)\" in the configuration file, which has \(known)")
        }
        let report = await CheckReport(
            models, at: at ?? .now, memory: configuration.global.memory,
            cache: cache ? configuration.global.profileCache() : nil)
        FileHandle.standardOutput.write(Data(try report.formatted(as: format).utf8))
        for line in report.asides where format != .table {
            FileHandle.standardError.write(Data("modelwatch: \(line)\n".utf8))
        }
        throw ExitCode(report.exitCode)
    }

    private static func time(_ text: String) throws -> Date {
        guard let time = Date(rfc3339: text) else {
            throw ValidationError("expected a time such as 2026-11-20T12:00:00Z, found \"\(text)\"")
        }
        return time
    }

    private func configuration() throws -> Configuration {
        do {
            guard datasets.isEmpty else {
                return try Configuration(
                    model: name ?? Self.defaultName, reference: datasets[0], current: datasets[1],
                    overrides: flags.overrides)
            }
            return try Configuration(
                file: configurationFile ?? Self.defaultFile, overrides: flags.overrides, of: model)
        } catch let error as InvalidConfiguration where error.isOfCommandLine {
            throw Self.refusal(error.description)
        }
    }

    /// Says what is wrong with the flags; what is known only now comes without the usage.
    private static func refusal(_ message: String) -> ExitCode {
        FileHandle.standardError.write(Data("Error: \(message)\n".utf8))
        return .validationFailure
    }
}

extension ReportFormat: ExpressibleByArgument {}
