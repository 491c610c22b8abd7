import ArgumentParser
import Foundation
import Monitor

/// `modelwatch check-config`.
struct CheckConfigCommand: ParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "check-config",
        abstract: "Read a configuration file, with the files that it names, and say what is wrong with it.",
        discussion: """
            With --webhook it also tells what a body as Alertmanager sends it would lead to, in a bridge that knows of \
            nothing yet: nothing is asked, stored or started.
            """)

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

    @Option(
        name: .customLong("webhook"), parsing: .singleValue,
        help: ArgumentHelp(
            "Tell what the body of a webhook would lead to; - for standard input. May be given again.",
            valueName: "file"))
    var webhooks: [String] = []

    @Option(help: "How to print what a webhook would lead to.")
    var format = BridgeAnswerFormat.table

    @Option(
        help: ArgumentHelp("When the webhook arrives, such as 2026-11-27T12:00:00Z (default: now).", valueName: "time"))
    var at: ArrivalTime?

    func run() throws {
        let file = argument ?? option ?? "modelwatch.yml"
        let configuration = try Configuration(
            file: file, secretsOf: syntaxOnly ? [] : ConfigurationPart.allCases)
        if !syntaxOnly { try configuration.bridge.checkSecrets() }
        if webhooks.isEmpty || format == .table {
            print(
                "\(file): no mistakes (models: \(configuration.models.count), policies: \(configuration.policies.count))"
            )
        }
        try tryWebhooks(configuration)
        guard countsSeries else { return }
        let report = SeriesReport(configuration)
        print("\n\(report.text)", terminator: "")
        for problem in report.problems {
            FileHandle.standardError.write(Data("modelwatch: \(problem)\n".utf8))
        }
        if !report.problems.isEmpty { throw ExitCode.failure }
    }

    private func tryWebhooks(_ configuration: Configuration) throws {
        let trial = WebhookTrial(configuration)
        var isAnyRefused = false
        for file in webhooks {
            let body = try WebhookFile(file).read()
            do {
                let answer = try trial.answer(to: body, at: at?.date ?? Date())
                if format == .table { print("\n\(file):") }
                print(answer.formatted(as: format), terminator: "")
            } catch {
                // The others may be in order.
                isAnyRefused = true
                FileHandle.standardError.write(Data("modelwatch: \(file): \(error)\n".utf8))
            }
        }
        if isAnyRefused { throw ExitCode.failure }
    }
}
