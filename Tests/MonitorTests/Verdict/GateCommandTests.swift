import Foundation
import Testing
import TestSupport

@testable import Monitor

struct GateCommandTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func gate(_ old: String, _ new: String, _ flags: [String]) async throws -> (status: Int32, output: String) {
        let files = [try folder.write(old, to: "old.json"), try folder.write(new, to: "new.json")]
        let child = try ChildProcess(
            BuiltProduct.modelwatch, ["gate"] + files + flags, log: folder.url.appending(path: UUID().uuidString))
        try await Eventually.holds(within: .seconds(60), "the command ends") { !child.isRunning }
        return (child.exitStatus, child.output)
    }

    private static let rule = ["--metric", "accuracy:higher,min_improvement=0,limit=0.85"]

    @Test(arguments: [
        (0.90, 0.92, 0, "promote: accuracy went from 0.9 to 0.92\n"),
        (
            0.92, 0.90, 3,
            "reject: accuracy got worse, from 0.92 to 0.9; no goal is reached: accuracy went from 0.92 to 0.9\n"
        ),
        (0.80, 0.84, 3, "reject: accuracy is 0.84, below 0.85\n"),
        (
            0.84, 0.80, 3,
            "reject: accuracy got worse, from 0.84 to 0.8; accuracy is 0.8, below 0.85; no goal is reached: "
                + "accuracy went from 0.84 to 0.8\n"
        ),
    ])
    func `a script learns whether to deploy`(old: Double, new: Double, status: Int32, output: String) async throws {
        let result = try await gate(#"{"accuracy": \#(old)}"#, #"{"accuracy": \#(new)}"#, Self.rule)
        #expect(result.status == status)
        #expect(result.output == output)
    }

    @Test func `documents with rows and a hash of the data are compared as such`() async throws {
        let flags = Self.rule + ["--rows", "rows", "--min-rows", "100", "--dataset-hash", "data", "--format", "json"]
        let old = #"{"version": "1", "metrics": {"accuracy": 0.9, "rows": 100}, "tags": {"data": "a"}}"#
        let new = #"{"version": "2", "metrics": {"accuracy": 0.95, "rows": 100}, "tags": {"data": "HASH"}}"#
        let same = try await gate(old, new.replacing("HASH", with: "a"), flags)
        #expect(same.status == 0)
        let document = try JSONDecoder().decode(GateDecision.self, from: Data(same.output.utf8))
        #expect(document.outcome == .promote && document.metrics.first?.isGoalReached == true)
        let other = try await gate(old, new.replacing("HASH", with: "b"), flags)
        #expect(other.status == 1 && other.output.contains("\"inconclusive\""))
    }

    @Test(arguments: [
        ([], "at least one --metric needs min_improvement"), (["--metric", "accuracy"], "must begin with NAME:higher"),
        (["--metric", "accuracy:up"], "must begin with NAME:higher or NAME:lower"),
        (["--metric", "a:higher,better=1"], "holds better=1"),
        (["--metric", "a*:higher,min_improvement=1"], "not a pattern"),
    ])
    func `a wrong rule is told`(flags: [String], message: String) async throws {
        let result = try await gate("{}", "{}", flags)
        #expect(result.status == 64)
        #expect(result.output.contains(message), "\(result.output)")
    }

    @Test func `a file that is no document is told`() async throws {
        let result = try await gate("[]", "{}", Self.rule)
        #expect(result.status == 1)
        #expect(result.output.contains("must be a JSON object of numbers"))
    }
}
