import Foundation
import Hummingbird
import Synchronization
import Testing

@testable import Monitor

/// Two processes of the bridge that are told to work on one storage folder.
struct TwoBridgesTests {
    private static let alert = ["alertname": "A", "model": "m"]

    /// An engine that keeps to keys, but not while a start is under way.
    private static func webhook(_ url: String) -> String {
        """
        bridge: {poll_interval: 100ms}
        policies:
          - name: retrain
            match: [alertname="A"]
            mode: auto
            engine:
              webhook:
                url: "\(url)/start"
                idempotent: true
                timeout: 30s
                status: {url: "\(url)/runs/{run_id}", state: /state, succeeded: [done], failed: [failed]}
        """
    }

    @Test func `a run starts once, since the second bridge refuses to work on the same storage`() async throws {
        let engine = FakeServer { _ in
            // Long enough for another bridge to see a trigger that nobody seems to work on.
            try await Task.sleep(for: .seconds(1))
            return Response(.ok, text: #"{"state": "busy"}"#)
        }
        try await engine.run { url async throws in
            let first = try await BridgeProcess()
            try first.configure(Self.webhook(url))
            let working = try await first.start()
            let second = try await BridgeProcess(beside: first)
            let other = try second.launch()
            try await Eventually.holds(within: .seconds(30), "the second bridge ends or is ready") {
                guard other.isRunning else { return true }
                return (try? await second.status(of: "/-/ready")) == 200
            }
            #expect(try await first.deliver(Payloads.body(labels: Self.alert)) == 200)
            _ = try await first.waitForOnlyTrigger(in: "running")
            #expect(!other.isRunning)
            try await other.stop()
            #expect(other.exitStatus == 1)
            #expect(other.output.contains("is locked by process \(working.id) on "), "\(other.output)")
            for word in ["global.storage_path", "--bridge.standby"] { #expect(other.output.contains(word)) }
            try await working.stop()
            #expect(working.exitStatus == 0)
        }
        #expect(engine.calls.count { $0.line == "POST /start" } == 1)
    }

    @Test func `a standby goes on with what was under way when the other is killed, and nothing runs twice`()
        async throws
    {
        let first = try await BridgeProcess()
        let configuration = """
            bridge: {poll_interval: 100ms}
            policies:
              - name: retrain
                match: [alertname="A"]
                mode: auto
                engine: {command: {argv: [/bin/sh, -c, 'echo run >> \(first.path("runs")); sleep 1; echo trained']}}
            """
        try first.configure(configuration)
        let killed = try await first.start("--bridge.standby")
        let second = try await BridgeProcess(beside: first)
        let standby = try await second.startStandby()
        #expect(try await second.status(of: "/-/ready") == 503)
        #expect(try await second.page("/-/ready").contains("standby, while process \(killed.id) on "))
        #expect(try await second.metric("modelwatch_bridge_leader") == 0)
        #expect(try await first.metric("modelwatch_bridge_leader") == 1)
        #expect(try await second.metric("process_start_time_seconds") != nil)
        let body = try Payloads.body(labels: Self.alert)
        #expect(try await second.deliver(body) == 503)
        #expect(try await first.deliver(body) == 200)
        _ = try await first.waitForOnlyTrigger(in: "running")
        try first.configure(configuration + "\n    cooldown: 77m")
        // The supervisor of the command lives on; it must not have got the lock.
        try await killed.kill()
        try await Eventually.holds(within: .seconds(20), "the standby works") {
            try await second.status(of: "/-/ready") == 200
        }
        #expect(try await second.deliver(body) == 200)
        #expect(try await second.metric("modelwatch_bridge_leader") == 1)
        // What the file says by now is in force, as after a restart.
        #expect(try await second.page("/config").contains("cooldown: 77m"))

        let third = try await first.startStandby()
        let asked = ContinuousClock.now
        try await third.stop()
        #expect(third.exitStatus == 0)
        #expect(asked.duration(to: .now) < .seconds(10))

        let trigger = try await second.waitForOnlyTrigger(in: "succeeded")
        #expect(trigger["reason"] == .string("exit status 0: trained"))
        #expect(try String(contentsOfFile: first.path("runs"), encoding: .utf8) == "run\n")
        try await standby.stop()
        #expect(standby.exitStatus == 0)
    }

    @Test func `a bridge whose lock was removed takes nothing more, and ends when what it began has returned`()
        async throws
    {
        let pauses = Mutex([Duration.seconds(2)])
        let engine = FakeServer { call in
            if call.line == "POST /start", let pause = pauses.withLock({ $0.popLast() }) {
                try await Task.sleep(for: pause)
            }
            return Response(.ok, text: #"{"state": "busy"}"#)
        }
        try await engine.run { url async throws in
            let first = try await BridgeProcess()
            try first.configure(Self.webhook(url))
            let robbed = try await first.start()
            #expect(try await first.deliver(Payloads.body(labels: Self.alert)) == 200)
            try await Eventually.holds(within: .seconds(10), "the engine is called") { !engine.calls.isEmpty }
            try FileManager.default.removeItem(atPath: first.path("data/bridge.lock"))
            // Refused, or not even heard any more.
            let other = try Payloads.body(labels: ["alertname": "A", "model": "other"])
            let status = try? await first.deliver(other)
            #expect(status == 503 || status == nil)
            try await Eventually.holds(within: .seconds(10), "the bridge ends") { !robbed.isRunning }
            #expect(robbed.exitStatus == 1)
            #expect(robbed.output.contains("bridge.lock is not ours any more"), "\(robbed.output)")
            let next = try await first.start()
            _ = try await first.waitForOnlyTrigger(in: "running")
            try await next.stop()
        }
        let starts = engine.calls.filter { $0.line == "POST /start" }.map { $0.json?["key"]?.string }
        #expect(Set(starts).count == 1)
    }

    @Test func `a standby is guarded as any server, before and after its turn`() async throws {
        let bridge = try await BridgeProcess()
        try bridge.configure(
            "policies: [{name: p, match: [alertname=A], engine: {command: {argv: [/bin/true]}}}]")
        var lock: StorageLock? = try StorageLock(folder: bridge.path("data"))
        for name in ["server.pem", "server.key"] {
            try FileManager.default.copyItem(atPath: Fixtures.url("web/tls/\(name)").path(), toPath: bridge.path(name))
        }
        let hash = "$2b$04$abcdefghijklmnopqrstuuFmEfrkTQnczNzw475xE2VhDrK1uwJiC"
        let web = "tls_server_config: {cert_file: server.pem, key_file: server.key}\nbasic_auth_users: {alice: \(hash)}"
        try web.write(toFile: bridge.path("web.yml"), atomically: true, encoding: .utf8)
        let process = try bridge.launch(["--bridge.standby", "--web.config.file", bridge.path("web.yml")])
        let curl = Curl(arguments: ["--cacert", Fixtures.url("web/tls/ca.pem").path()])
        let url = bridge.url.replacing("http:", with: "https:")
        func status(_ path: String, _ more: String...) async throws -> Int {
            try await curl.get(url + path, "--user", more.first ?? "alice:right").status
        }
        try await Eventually.holds(within: .seconds(30), "it answers") { try await status("/-/healthy") == 200 }
        #expect(try await status("/-/ready") == 503)
        for path in ["/-/ready", "/metrics", "/trigger"] { #expect(try await status(path, "alice:wrong") == 401) }
        lock = nil
        _ = lock
        try await Eventually.holds(within: .seconds(20), "it works") { try await status("/-/ready") == 200 }
        for path in ["/-/ready", "/metrics", "/triggers"] { #expect(try await status(path, "alice:wrong") == 401) }
        try await process.stop()
        #expect(process.exitStatus == 0)
    }
}
