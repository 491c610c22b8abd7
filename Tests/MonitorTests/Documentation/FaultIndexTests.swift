import Foundation
import TestSupport
import Testing

@testable import Monitor

/// docs/faults.md lists what the corpora of faults hold. `WRITE_DOCS=1 swift test --filter FaultIndexTests` writes it.
struct FaultIndexTests {
    /// One fault: what is wrong, what is told, what a scrape sees, how the command ends that checks it.
    private struct Row {
        let fault: String
        let messages: [String]
    }

    private static let page = Fixtures.packageRoot.appending(path: "docs/faults.md")
    private static let (begin, end) = ("<!-- begin: FaultIndexTests -->\n", "<!-- end: FaultIndexTests -->\n")

    /// The messages of a bad file, which it has in its first lines.
    private static func files(_ folder: String) throws -> [Row] {
        try Fixtures.files(in: folder, ending: ".yml").sorted().map { name in
            let lines = try Fixtures.text("\(folder)/\(name)").split(separator: "\n").prefix { $0.hasPrefix("# ") }
            return Row(fault: "`\(name)`", messages: lines.map { String($0.dropFirst(2)) })
        }
    }

    /// A name that is too long for a table stands for any such.
    private static func data() -> [Row] {
        DataFaults.all.map { fault in
            let name = fault.name.count > 60 ? "a name of \(fault.name.count) characters" : "`\(fault.name)`"
            return Row(fault: name, messages: [fault.reason])
        }
    }

    private static func sources() -> [Row] {
        (SourceFaults.all.map { ($0.name, $0.reason) }
            + [("PostgreSQL: the server dies during a query", "cannot fetch postgresql://")])
            .map { Row(fault: $0, messages: [$1]) }
    }

    private static func table(_ title: String, _ introduction: String, _ rows: [Row]) -> String {
        let lines = rows.map { row in
            let messages = row.messages.map { $0.replacing("|", with: "\\|").replacing("<", with: "&lt;") }
            return "| \(row.fault) | \(messages.joined(separator: "<br>")) |"
        }
        return (["## \(title)", "", introduction, "", "| fault | message |", "|---|---|"] + lines + ["", ""])
            .joined(separator: "\n")
    }

    private static func index() throws -> String {
        let configurations = (try files("configuration/bad"), try files("web/bad"))
        let (data, sources) = (data(), sources())
        return table(
            "Configuration",
            "`check-config` exits with 1. A server does not start with such a file, exit code 1; told to reload, it keeps what "
                + "it has: `modelwatch_config_last_reload_successful 0`.", configurations.0)
            + table(
                "Web configuration",
                "`check-web-config` exits with 1. A server does not start with such a file, exit code 1; one that runs keeps "
                    + "what it has.", configurations.1)
            + table(
                "Data",
                "`check` exits with 1. The exporter goes on: of this model "
                    + #"`modelwatch_source_up{source="current"} 0` and `modelwatch_check_success 0`, of the others nothing changes."#,
                data)
            + table(
                "Stores, databases and web servers",
                "As for data: `check` exits with 1, "
                    + #"`modelwatch_source_up{source="current"} 0`, and nothing changes for other models."#, sources)
    }

    @Test func `the page lists every fault`() throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let begin = try #require(text.firstRange(of: Self.begin))
        let end = try #require(text.firstRange(of: Self.end))
        let index = try Self.index()
        if ProcessInfo.processInfo.environment["WRITE_DOCS"] == "1" {
            let written = text[..<begin.upperBound] + index + text[end.lowerBound...]
            try written.write(to: Self.page, atomically: true, encoding: .utf8)
        } else {
            #expect(
                text[begin.upperBound..<end.lowerBound] == index[...],
                "docs/faults.md is not what the corpora hold; see the head of this file")
        }
        let faults = try Self.files("configuration/bad").count + Self.files("web/bad").count
        #expect(faults + Self.data().count + Self.sources().count >= 120)
    }

    /// As users see them: by the executable.
    @Test(arguments: [("configuration/bad", "check-config"), ("web/bad", "check-web-config")])
    func `every bad file ends its check with 1 and all of its messages`(folder: String, command: String) async throws {
        let names = Fixtures.files(in: folder, ending: ".yml")
        let temporary = try TemporaryFolder()
        for name in names {
            let file = Fixtures.url("\(folder)/\(name)").path()
            let child = try ChildProcess(
                BuiltProduct.modelwatch, [command, file], log: temporary.url.appending(path: name + ".log"))
            try await Eventually.holds(within: .seconds(20), "\(command) \(name) ends") { !child.isRunning }
            #expect(child.exitStatus == 1, "\(name): \(child.output)")
            let lines = try Fixtures.text("\(folder)/\(name)").split(separator: "\n").prefix { $0.hasPrefix("# ") }
            // Paths in a message are those of the file's folder.
            let output = child.output.replacing(Fixtures.url(folder).deletingLastPathComponent().path(), with: "")
            for line in lines { #expect(output.contains(line.dropFirst(2)), "\(name): \(line)\n\(output)") }
        }
    }
}
