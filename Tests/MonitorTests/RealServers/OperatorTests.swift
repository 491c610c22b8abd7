import Foundation
import GRDB
import TestSupport
import Testing

@testable import Monitor

/// A person with the built bridge: by a browser's requests, and by the command line.
struct OperatorTests {
    private static let token = "alice-token-0123456789"

    private func bridge() async throws -> BridgeProcess {
        let bridge = try await BridgeProcess()
        try bridge.configure(
            """
            bridge: {poll_interval: 200ms, operators: [{name: alice, credentials: \(Self.token)}]}
            policies:
              - {name: retrain, match: ['alertname="Drift"'], cooldown: 0s, engine: {command: {argv: [/bin/true]}}}
            """)
        return bridge
    }

    private func deliver(_ model: String, to bridge: BridgeProcess) async throws -> String {
        let body = try Payloads.body(labels: ["alertname": "Drift", "model": model])
        #expect(try await bridge.deliver(body) == 200)
        let trigger = try await bridge.triggers().first { $0["subject"]?.string == model }
        return try #require(trigger?["id"]?.string)
    }

    @Test func `whoever signs in approves, and the run starts in their name`() async throws {
        let bridge = try await bridge()
        let process = try await bridge.start()
        let id = try await deliver("churn", to: bridge)
        let jar = bridge.path("cookies")
        let curl = Curl(arguments: ["--cookie-jar", jar, "--cookie", jar])
        let origin = "Origin: \(bridge.url)"
        let signedIn = try await curl.get(
            bridge.url + "/sign-in", "--header", origin, "--data-urlencode", "name=alice", "--data-urlencode",
            "secret=\(Self.token)")
        #expect(signedIn.status == 303)
        let page = try await curl.get(bridge.url + "/triggers/\(id)").body
        let form = try #require(page.firstMatch(of: /name="form_token" value="([0-9a-f]+)"/)).1
        let data = ["--data-urlencode", "form_token=\(form)", "--data-urlencode", "reason=the feed is repaired"]
        let approve = Curl(arguments: curl.arguments + data)
        #expect(try await approve.get(bridge.url + "/triggers/\(id)/approve").status == 403)
        #expect(try await approve.get(bridge.url + "/triggers/\(id)/approve", "--header", origin).status == 303)
        _ = try await bridge.waitForOnlyTrigger(in: "succeeded")
        let history = try await curl.get(bridge.url + "/triggers/\(id)").body
        #expect(history.contains("operator:alice") && history.contains("the feed is repaired"))
        #expect(try await approve.get(bridge.url + "/triggers/\(id)/approve", "--header", origin).status == 409)
        try await process.stop()
        #expect(!process.output.contains(Self.token) && !process.output.contains(String(form)))
    }

    @Test func `verify reads the trail beside a running bridge, and finds what was changed`() async throws {
        let bridge = try await bridge()
        let process = try await bridge.start()
        _ = try await deliver("churn", to: bridge)
        let storage = bridge.path("data")
        func verify(_ more: String...) async throws -> (Int32, String) {
            let folder = try TemporaryFolder()
            let child = try ChildProcess(
                BuiltProduct.modelwatch, ["trigger", "verify", "--storage.path", storage] + more,
                log: folder.url.appending(path: "output"))
            try await Eventually.holds(within: .seconds(30), "the command ends") { !child.isRunning }
            return (child.exitStatus, child.output)
        }
        let (status, text) = try await verify()
        #expect(status == 0 && text.hasPrefix("intact: 1 lines, head "))
        let head = String(text.suffix(65).dropLast())
        #expect(try await verify("--head", head).0 == 0)
        #expect(try await verify("--head", String(head.reversed())).0 == 3)
        try await process.stop()
        let queue = try DatabaseQueue(path: storage + "/bridge.sqlite")
        try await queue.write { database in
            try database.execute(
                sql: "DROP TRIGGER trigger_transition_update; UPDATE trigger_transition SET actor = 'operator:bob'")
        }
        try queue.close()
        let (altered, found) = try await verify()
        #expect(altered == 3 && found.hasPrefix("altered: line 1, of trigger "), "\(found)")
        #expect(try await verify("--storage.path", "/nowhere").0 == 1)
    }

    /// Runs the command line; tells its exit status and output.
    private func run(_ bridge: BridgeProcess, _ arguments: String...) async throws -> (Int32, String) {
        let folder = try TemporaryFolder()
        let child = try ChildProcess(
            BuiltProduct.modelwatch, arguments + ["--url", bridge.url], environment: ["MODELWATCH_TOKEN": Self.token],
            log: folder.url.appending(path: "output"))
        try await Eventually.holds(within: .seconds(30), "the command ends") { !child.isRunning }
        return (child.exitStatus, child.output)
    }

    @Test func `the command line lists, shows, decides, simulates and replays`() async throws {
        let bridge = try await bridge()
        let process = try await bridge.start()
        let id = try await deliver("churn", to: bridge)
        let other = try await deliver("fraud", to: bridge)
        let (listed, list) = try await run(bridge, "trigger", "list", "--state", "awaiting_approval")
        #expect(listed == 0 && list.contains(id) && list.contains(other) && list.contains("awaiting_approval"))
        let json = try await run(bridge, "trigger", "list", "--subject", "churn", "--format", "json").1
        let triggers = try JSONDecoder().decode(JSONValue.self, from: Data(json.utf8))["triggers"]?.array
        #expect(triggers?.map { $0["id"] } == [.string(id)])
        let (rejected, said) = try await run(bridge, "trigger", "reject", other, "--reason", "seasonal")
        #expect(rejected == 0 && said.contains(other))
        #expect(try await run(bridge, "trigger", "approve", id).0 == 0)
        try await Eventually.holds(within: .seconds(30), "it succeeded") {
            try await run(bridge, "trigger", "show", id).1.contains("state: succeeded")
        }
        let shown = try await run(bridge, "trigger", "show", other).1
        for text in ["operator:alice", "seasonal", "model=\"fraud\""] { #expect(shown.contains(text), "\(text)") }
        let (again, refusal) = try await run(bridge, "trigger", "approve", id)
        #expect(again == 2 && refusal.contains("a trigger in the state succeeded does not take approve"))
        #expect(try await run(bridge, "trigger", "cancel", "nothing").0 == 2)

        let payload = bridge.path("payload.json")
        try Payloads.body(labels: ["alertname": "Drift", "model": "\u{1B}[31mred"]).write(to: URL(filePath: payload))
        let (simulated, decision) = try await run(bridge, "simulate", payload)
        #expect(simulated == 0 && decision.contains("trigger") && decision.contains("\\u{1b}[31mred"))
        #expect(try await run(bridge, "trigger", "list", "--subject", "\u{1B}[31mred").1 == "no such trigger\n")
        let deliveries = try await Curl().get(bridge.url + "/api/v1/deliveries?limit=1").body
        let delivery = try #require(
            try JSONDecoder().decode(JSONValue.self, from: Data(deliveries.utf8))["deliveries"]?.array?.first?["id"])
        let (replayed, outcome) = try await run(bridge, "replay", delivery.string ?? "")
        #expect(replayed == 0 && outcome.contains("1 suppressed"))
        try await process.stop()
        #expect(try await run(bridge, "trigger", "list").0 == 1)
        #expect(try await run(bridge, "trigger", "list", "--limit", "x").0 == 64)
        #expect(try await run(bridge, "simulate", "/nowhere").0 == 64)
    }

    @Test func `the command line lists and shows alerts, says what is known of them, and tells their history`()
        async throws
    {
        let bridge = try await bridge()
        let process = try await bridge.start()
        for (name, model) in [("Slow", "churn"), ("Drift", "\u{1B}[31mred")] {
            let labels = ["alertname": name, "model": model, "severity": "critical"]
            #expect(try await bridge.deliver(Payloads.body(labels: labels)) == 200)
        }
        let (listed, list) = try await run(bridge, "episode", "list", "--state", "open", "--severity", "critical")
        #expect(listed == 0 && list.contains("Slow") && list.contains("\\u{1b}[31mred") && !list.contains("\u{1B}"))
        let (acknowledged, said) = try await run(bridge, "episode", "acknowledge", "1", "--reason", "on it")
        #expect(acknowledged == 0 && said == "episode 1 is acknowledged by operator:alice\n")
        #expect(try await run(bridge, "episode", "mark-false-positive", "1").0 == 0)
        #expect(try await run(bridge, "episode", "unacknowledge", "1").1.contains("a false positive by operator:alice"))
        let shown = try await run(bridge, "episode", "show", "1").1
        for text in ["severity: critical", "on it", "unacknowledge", "Slow model=\"churn\""] {
            #expect(shown.contains(text), "\(text)")
        }
        let history = try await run(bridge, "episode", "history", "--days", "366").1
        #expect(history.contains("false positives") && history.contains("Slow") && history.contains("all"))
        #expect(try await run(bridge, "episode", "unmark-false-positive", "1").1 == "episode 1 is not marked\n")
        #expect(try await run(bridge, "episode", "list", "--mark", "acknowledged").1 == "no such episode\n")
        #expect(try await run(bridge, "episode", "acknowledge", "9").0 == 2)
        #expect(try await run(bridge, "episode", "history", "--days", "0").0 == 2)
        #expect(try await run(bridge, "episode", "list", "--state", "odd").0 == 2)
        try await process.stop()
        #expect(try await run(bridge, "episode", "show", "1").0 == 1)
    }
}
