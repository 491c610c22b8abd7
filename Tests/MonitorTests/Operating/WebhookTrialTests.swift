import Foundation
import TestSupport
import Testing

@testable import Monitor

/// What a configuration makes of bodies, without a bridge.
struct WebhookTrialTests {
    private static let policies = """
        bridge: {spend_limit: {daily: 8}}
        policies:
          - {name: retrain, match: ['alertname="Drift"'], mode: auto, cost: 5, quiet_hours: [{window: "22:00-06:00"}],
             engine: {command: {argv: [/bin/true]}}}
        """

    private static func answer(to labels: [[String: String]], at time: String = "2026-11-27T12:00:00Z") throws
        -> BridgeAnswer
    {
        let alerts = labels.map { labels -> JSONValue in
            .object(["status": .string("firing"), "labels": .object(labels.mapValues { .string($0) })])
        }
        let trial = WebhookTrial(try Configuration(text: policies))
        return try trial.answer(
            to: JSONEncoder().encode(["alerts": alerts]), at: try #require(Date(timestamp: time)))
    }

    @Test func `alerts of one body are decided one after the other, and nothing stays`() throws {
        let alerts = ["a", "b"].map { ["alertname": "Drift", "model": $0] } + [["alertname": "Else"]]
        for _ in 0..<2 {
            let answer = try Self.answer(to: alerts)
            let decisions = try #require(answer.json["decisions"]?.array)
            #expect(decisions.map { $0["outcome"]?.string } == ["trigger", "suppress", "suppress"])
            #expect(decisions.map { $0["reason"]?.string } == [nil, "spend_limit", "no_policy"])
            let lines = answer.formatted(as: .table).split(separator: "\n")
            #expect(lines.contains { $0.contains("Drift model=\"a\"") && $0.contains("queued") })
            #expect(
                lines.contains {
                    $0.hasPrefix(
                        "spend_limit: A run of 5 units would exceed bridge.spend_limit.daily of all policies: 5 of 8")
                })
            #expect(lines.contains("no_policy: No policy matches the labels of the alert."))
        }
    }

    @Test func `the time decides in quiet hours`() throws {
        let answer = try Self.answer(to: [["alertname": "Drift"]], at: "2026-11-27T23:00:00Z")
        #expect(answer.json["decisions"]?.array?.first?["reason"] == .string("quiet_hours"))
    }

    @Test(arguments: ["{", "{}", String(repeating: "[", count: 40)])
    func `a body that the bridge refuses is an error with its words`(body: String) throws {
        let trial = WebhookTrial(try Configuration(text: Self.policies))
        let limits = PayloadLimits()
        let refusal = #expect(throws: PayloadError.self) { try limits.decode(Data(body.utf8)) }
        let error = #expect(throws: PayloadError.self) { try trial.answer(to: Data(body.utf8), at: Date()) }
        #expect(error == refusal && error != nil)
    }

    @Test func `the command tells the decision, or what is wrong with the body`() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(Self.policies, to: "modelwatch.yml")
        let good = try folder.write(
            String(decoding: try Payloads.body(labels: ["alertname": "Drift", "model": "m"]), as: UTF8.self),
            to: "good.json")
        let bad = try folder.write("{}", to: "bad.json")
        for (name, arguments, status, text) in [
            ("table", [good, "--at", "2026-11-27T12:00:00Z"], 0, "policies: 1)\n\n\(good):\n  alert "),
            ("json", [good, "--format", "json", "--at", "2026-11-27T12:00:00Z"], 0, "{\"alerts\":1,"),
            ("bad", [bad], 1, "modelwatch: \(bad): \(PayloadError.malformed)"),
            ("others", [bad, "--webhook", good, "--format", "json"], 1, "{\"alerts\":1,"),
            ("absent", ["/nowhere"], 64, "cannot be read"),
            ("time", [good, "--at", "noon"], 64, "--at"),
        ] {
            let child = try ChildProcess(
                BuiltProduct.modelwatch, ["check-config", file, "--webhook"] + arguments,
                log: folder.url.appending(path: name))
            try await Eventually.holds(within: .seconds(30), "it ends") { !child.isRunning }
            #expect(child.exitStatus == Int32(status) && child.output.contains(text), "\(name): \(child.output)")
        }
    }
}
