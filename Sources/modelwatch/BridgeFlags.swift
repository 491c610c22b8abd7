public import ArgumentParser
import Foundation
public import Monitor

/// Which bridge the command line talks to, as whom, and how answers are printed.
struct BridgeFlags: ParsableArguments {
    @Option(help: "Where the bridge is.")
    var url = "http://localhost:5080"

    @Option(
        help: ArgumentHelp(
            "The file with the operator's token; the variable MODELWATCH_TOKEN holds one, too.", valueName: "file"))
    var tokenFile: String?

    @Option(help: ArgumentHelp("The certificates to trust, in PEM, in place of the system's.", valueName: "file"))
    var caFile: String?

    @Option(help: "How to print.")
    var format = BridgeAnswerFormat.table

    func validate() throws {
        guard let parts = URL(string: url), ["http", "https"].contains(parts.scheme ?? ""), parts.user() == nil,
            parts.query() == nil, parts.fragment() == nil, parts.host()?.isEmpty == false
        else { throw ValidationError("--url must be a URL such as http://localhost:5080, without user and query") }
    }

    /// Asks the bridge, prints what it answers, and exits as the answer says.
    func print(_ ask: (BridgeClient) throws -> BridgeAnswer) throws {
        let client = BridgeClient(url: url, token: try token(), certificateAuthority: caFile)
        do {
            FileHandle.standardOutput.write(Data(try ask(client).formatted(as: format).utf8))
        } catch let error as BridgeClientError {
            FileHandle.standardError.write(Data("Error: \(error)\n".utf8))
            throw ExitCode(error.exitCode)
        }
    }

    private func token() throws -> String? {
        guard let tokenFile else {
            let token = ProcessInfo.processInfo.environment["MODELWATCH_TOKEN"]
            return token?.isEmpty == false ? token : nil
        }
        guard let text = try? String(contentsOfFile: tokenFile, encoding: .utf8) else {
            throw ValidationError("--token-file names a file that cannot be read: \(tokenFile)")
        }
        return text.trimmingCharacters(in: .newlines)
    }
}

extension BridgeAnswerFormat: ExpressibleByArgument {}
