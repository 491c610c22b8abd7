import ArgumentParser
import Monitor

/// `modelwatch trigger verify`.
struct TriggerVerifyCommand: AsyncParsableCommand {
    static let configuration = ArgumentParser.CommandConfiguration(
        commandName: "verify", abstract: "Tell whether the audit trail in a storage folder is as it was written.",
        discussion: """
            Reads the database itself, also beside a running bridge. Write the head down somewhere else: with it a later \
            look finds also a trail that was replaced as a whole.

            Exit code 0: intact; 3: altered; 1: it cannot be read; 64: a flag is wrong.
            """)

    @Option(name: .customLong("storage.path"), help: "The storage folder of the bridge.")
    var storage = "data"

    @Option(help: ArgumentHelp("A head that was written down before.", valueName: "hash"))
    var head: String?

    func run() async throws {
        let report = try await AuditReport(storagePath: storage, holding: head)
        print(report.text)
        throw ExitCode(report.exitCode)
    }
}
