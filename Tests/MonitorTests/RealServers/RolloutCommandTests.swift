import Foundation
import Testing
import TestSupport

@testable import Monitor

/// `modelwatch rollout` and a real bridge, which is killed in between.
struct RolloutCommandTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func run(_ arguments: [String]) async throws -> (status: Int32, json: JSONValue, output: String) {
        let child = try ChildProcess(
            BuiltProduct.modelwatch, ["rollout"] + arguments, log: folder.url.appending(path: UUID().uuidString))
        try await Eventually.holds(within: .seconds(60), "the command ends") { !child.isRunning }
        let json = try? JSONDecoder().decode(JSONValue.self, from: Data(child.output.utf8))
        return (child.exitStatus, json ?? .null, child.output)
    }

    @Test func `the command line leads a rollout, which outlives the bridge`() async throws {
        let bridge = try await BridgeProcess()
        try bridge.configure("bridge: {operators: [{name: alice, credentials: the-token-of-the-test}]}")
        let token = try folder.write("the-token-of-the-test\n", to: "token")
        let target = ["a/b", "--url", bridge.url + "/", "--token-file", token]
        let versions = ["--control", "7", "--candidate", "8"]
        let first = try await bridge.start()
        let anonymous = try await run(["start", "a/b", "--url", bridge.url] + versions)
        #expect(
            anonymous.status == 1
                && anonymous.output.contains("the bridge answered 401: expected the token of an operator"))
        let plan = try folder.write(#"{"stages": [25, 100], "minimum_samples": 10}"#, to: "plan.json")
        let started = try await run(["start"] + target + versions + ["--plan", plan])
        #expect(started.status == 0, "\(started.output)")
        #expect(started.json["percentage"] == .integer(25))
        let again = try await run(["start"] + target + versions)
        #expect(again.status == 1 && again.output.contains("the model a/b has a rollout of version 8"))
        let assigned = try await run(["assign"] + target + ["--id", "user 1"])
        try await first.kill()
        let second = try await bridge.start()
        #expect(try await run(["assign"] + target + ["--id", "user 1"]).json == assigned.json)
        #expect(try await run(["increase"] + target + ["--by", "25"]).json["percentage"] == .integer(50))
        #expect(try await bridge.metric(#"modelwatch_rollout_percentage{model="a/b",candidate="8"}"#) == 50)
        let back = try await run(["rollback"] + target)
        #expect(back.json["state"] == .string("rolled_back"))
        #expect(try await run(["show"] + target).json["events"]?.array?.count == 3)
        #expect(try await run(["increase"] + target).status == 1)
        try await second.stop()
    }
}
