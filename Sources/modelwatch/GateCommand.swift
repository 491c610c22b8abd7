import ArgumentParser
import Foundation
import Monitor

/// `modelwatch gate`.
struct GateCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "gate",
        abstract: "Decide whether a new version of a model may replace the one in use.",
        usage: "modelwatch gate OLD.json NEW.json --metric NAME:higher[,min_improvement=N][,limit=N] ...",
        discussion: """
            A document is a JSON object of numbers, or one with "metrics", "tags" and "version". A rule is \
            NAME:higher or NAME:lower, and behind it, separated by commas, min_improvement=N (a goal, of which one must be \
            reached; 0 is content with as good), max_regression=N (how much worse it may be; default 0), limit=N (the \
            value that must be reached in any case) and relative (both are shares of the old value). NAME may be a \
            pattern with * and ?.

            Exit code 0: the new version may be deployed; 3: it may not; 1: it cannot be told; 64: a flag is wrong.
            """)

    @Argument(help: "What was measured of the version in use.")
    var old: String

    @Argument(help: "What was measured of the new version, on the same data.")
    var new: String

    @Option(help: ArgumentHelp("What the new version must reach; may be given several times.", valueName: "rule"))
    var metric: [String] = []

    @Option(
        help: ArgumentHelp("The metric or tag that tells on how many rows a version was judged.", valueName: "name"))
    var rows: String?

    @Option(help: "How many rows both versions must have been judged on.")
    var minRows = 1

    @Option(help: ArgumentHelp("The tag that must be equal on both, such as a hash of the data.", valueName: "name"))
    var datasetHash: String?

    @Option(help: "How to print.")
    var format = Format.text

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
    }

    func validate() throws {
        let problem = try rules().problem
        if problem != nil {
            throw ValidationError("at least one --metric needs min_improvement, 0 for as good as before")
        }
        if minRows < 1 { throw ValidationError("--min-rows must be at least 1") }
    }

    func run() throws {
        let decision = VerdictGate(try rules()).decision(champion: try version(old), challenger: try version(new))
        switch format {
        case .text: print("\(decision.outcome.rawValue): \(decision.reason)")
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            print(String(decoding: try encoder.encode(decision), as: UTF8.self))
        }
        switch decision.outcome {
        case .promote: break
        case .reject: throw ExitCode(3)
        case .inconclusive: throw ExitCode.failure
        }
    }

    private func rules() throws -> GateRules {
        do {
            return GateRules(
                metrics: try metric.map { try MetricRule(argument: $0) }, minimumRows: rows.map { ($0, minRows) },
                datasetHash: datasetHash)
        } catch let error as GateDocumentError {
            throw ValidationError(error.description)
        }
    }

    private func version(_ path: String) throws -> ModelVersion {
        try GateDocument(try Data(contentsOf: URL(filePath: path)), name: path).version
    }
}
