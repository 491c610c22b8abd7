import Foundation
import Testing
import TestSupport

@testable import Monitor

/// `modelwatch check` as people call it.
struct CheckCommandTests {
    private static let genres = Fixtures.packageRoot.appending(path: "examples/genres").path()
    private static let reference = genres + "/reference.parquet"
    private static let degraded = genres + "/degraded.parquet"
    private static let labels = [
        "--task", "multiclass_classification", "--target", "actual_genre", "--prediction", "predicted_genre",
    ]

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Runs the command to its end, in a folder of its own; output and errors are in one text.
    private func check(_ arguments: [String]) async throws -> (status: Int32, output: String) {
        let child = try ChildProcess(
            BuiltProduct.modelwatch, ["check"] + arguments, folder: folder.url,
            log: folder.url.appending(path: UUID().uuidString))
        try await Eventually.holds(within: .seconds(60), "check ends") { !child.isRunning }
        return (child.exitStatus, child.output)
    }

    private func lines(_ text: String) -> [[Substring]] {
        text.split(separator: "\n").map { $0.split(separator: " ") }
    }

    @Test func `two data sets are compared without a file`() async throws {
        let result = try await check([Self.reference, Self.degraded] + Self.labels)
        #expect(result.status == 3)
        #expect(result.output.hasPrefix("data: 4 of 13 feature columns drifted, the prediction drifted\n"))
        #expect(!result.output.contains("\n\n\n"))
        let rows = lines(result.output)
        #expect(rows.contains(["rows", "3000", "1500"]))
        #expect(rows.contains(["accuracy", "0.9157", "0.6873"]))
        #expect(rows.contains(["column", "role", "method", "score", "p-value", "drift", "if", "verdict"]))
        #expect(rows.contains(["mfcc_1", "feature", "wasserstein", "0.4288", "-", "score", ">=", "0.1", "DRIFT"]))
        #expect(rows.last == ["actual_genre", "target", "jensenshannon", "0.02774", "-", "score", ">=", "0.1", "ok"])
    }

    @Test func `the same data do not drift`() async throws {
        let result = try await check([Self.reference, Self.reference, "--name", "genres"])
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("genres: 0 of 15 feature columns drifted\n"))
    }

    @Test func `methods, thresholds and columns are chosen by flags`() async throws {
        let result = try await check(
            [Self.reference, Self.degraded, "--columns", "mfcc_1,mfcc_5", "--columns", "predicted_*"]
                + ["--method", "psi", "--method", "numerical=ks", "--method", "mfcc_5=ed"]
                + ["--threshold", "numerical=1e-9", "--threshold", "mfcc_5=0.9", "--share", "0.6"])
        #expect(result.status == 3)
        #expect(result.output.hasPrefix("data: 2 of 3 feature columns drifted, the data set counts as drifted\n"))
        let rows = lines(result.output).filter { $0.contains("feature") && $0.contains("if") == false }.dropFirst()
        #expect(rows.map { $0[2] } == ["ks", "psi", "ed"])
        #expect(
            rows.map { $0.suffix(4).joined(separator: " ") } == [
                "p-value <= 1e-09 DRIFT", "score >= 0.1 DRIFT", "score > 0.9 ok",
            ])
    }

    @Test func `flags go before the configuration file`() async throws {
        let file = try folder.write(
            """
            models:
              - {name: a, reference: {path: "\(Self.reference)"}, current: {path: "\(Self.degraded)"}, columns: {include: [mfcc_5]}}
              - {name: b, reference: {path: "\(Self.reference)"}, current: {path: "\(Self.degraded)"}, columns: {include: [mfcc_1]}, drift: {threshold: 9}}
            """, to: "modelwatch.yml")
        let plain = try await check([])
        #expect(plain.status == 0)
        #expect(plain.output.contains("a: 0 of 1 feature") && plain.output.contains("\nb: 0 of 1 feature"))
        let changed = try await check(["--config.file", file, "--model", "b", "--threshold", "0.2"])
        #expect(changed.status == 3)
        #expect(changed.output.hasPrefix("b: 1 of 1 feature columns drifted"))
    }

    @Test func `columns that nobody has are told`() async throws {
        let arguments = [
            Self.reference, Self.degraded, "--columns", "mfcc_5", "--threshold", "mfcc_55=1", "--exclude", "nowhere*",
        ]
        let table = try await check(arguments)
        #expect(table.status == 1)
        #expect(
            table.output.hasSuffix(
                """

                  columns.exclude: no column fits "nowhere*"
                  configured_columns: drift.columns: no column is named "mfcc_55"; did you mean "mfcc_5"?

                """))
        let json = try await check(arguments + ["--format", "json"])
        #expect(json.status == 1)
        #expect(
            json.output.hasSuffix(
                """
                modelwatch: data: configured_columns: drift.columns: no column is named "mfcc_55"; did you mean "mfcc_5"?
                modelwatch: data: note: columns.exclude: no column fits "nowhere*"

                """))
    }

    private static let mistakes: [(arguments: [String], message: String)] = [
        ([], "there is no modelwatch.yml here: name two data sets"),
        (["a.csv"], "expected two data sets, the reference and the current one, found 1"),
        (["a.csv", "b.csv", "c.csv"], "found 3; put a glob in quotes"),
        (["a.csv", ""], "the path of a data set is empty"),
        (["a.csv", "b.csv", "--config.file", "m.yml"], "data sets and --config.file exclude each other"),
        (["a.csv", "b.csv", "--model", "m"], "--model chooses among the models of a file"),
        (["--config.file", "m.yml", "--name", "m"], "--name is for two data sets"),
        (["a.csv", "b.csv", "--target", "y"], "\"target\" needs the task, one of"),
        (["a.csv", "b.csv", "--method", "psii"], "did you mean \"psi\"?"),
        (["a.csv", "b.csv", "--threshold", "text=-1"], "\"text_threshold\" must not be negative"),
        (["a.csv", "b.csv", "--format", "xml"], "'xml' is invalid"),
    ]

    @Test(arguments: mistakes)
    func `a wrong flag says what was expected`(arguments: [String], message: String) async throws {
        let result = try await check(arguments)
        #expect(result.status == 64)
        #expect(result.output.contains("Error: "))
        #expect(result.output.replacing("\n", with: " ").contains(message), "\(result.output)")
    }

    @Test func `what is no file is not read`() async throws {
        let pipe = folder.path("pipe")
        try #require(unsafe mkfifo(pipe, 0o600) == 0)
        for path in ["/dev/zero", "/dev/null", pipe] {
            let result = try await check([path, Self.reference])
            #expect(result.status == 1)
            #expect(result.output.contains("reference data: \(path) is a pipe or a device: expected a file"))
        }
        let nowhere = try await check([Self.reference, "nowhere/*.parquet"])
        #expect(nowhere.status == 1)
        #expect(
            nowhere.output.contains("current data: ")
                && nowhere.output.contains("nowhere/*.parquet not found: expected"))
    }

    /// Files that are none of what they say, or cut off.
    @Test(arguments: [
        "PAR1", "PAR1PAR1", "PAR1\u{1}\u{2}\u{3}PAR1", "ARROW1", "ARROW1\0\0\0", "a,b\n1\n", "a,a\n1,2\n", "\n\n", "\"",
    ])
    func `a broken file is told, whatever it is`(text: String) async throws {
        let name = text.hasPrefix("PAR1") ? "x.parquet" : text.hasPrefix("ARROW1") ? "x.arrow" : "x.csv"
        let path = try folder.write(text, to: name)
        let result = try await check([path, path])
        #expect(result.status == 1)
        #expect(result.output.hasPrefix("data: not evaluated\n  reference data: "))
        #expect(result.output.contains(path))
        #expect(!result.output.contains("Error creating dataset"))
    }

    @Test(arguments: [ReportFormat.table, .json])
    func `names that a terminal would obey are written out`(format: ReportFormat) async throws {
        let names = "esc\u{1B}[31m,csi\u{9B}1m,bell\u{7},back\u{202E}wards,\"two\nlines\",日本"
        let rows = (0..<30).map { "\($0).5,\($0),\($0 % 3)\u{1B}[2J,b,\($0),\($0)" }.joined(separator: "\n")
        let reference = try folder.write("\(names)\n\(rows)\n", to: "r.csv")
        let current = try folder.write("\(names)\n\(rows)x\u{1B}[0m\n", to: "c.csv")
        let result = try await check([reference, current, "--format", format.rawValue])
        let obeyed = result.output.unicodeScalars.filter { $0.isObeyed && $0 != "\n" }
        #expect(obeyed.isEmpty)
        #expect(result.output.contains(format == .table ? "esc\\u{1b}[31m" : "esc\\u001b[31m"))
        #expect(result.output.contains("日本"))
    }
}
