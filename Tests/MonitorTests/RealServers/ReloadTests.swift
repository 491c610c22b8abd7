import Foundation
import TestSupport
import Testing

@testable import Monitor

/// The built exporter while its configuration changes.
struct ReloadTests {
    private static let accuracy = #"modelwatch_accuracy{model="genre-classifier",dataset="current",basis="realized"}"#
    private static let evaluations = #"modelwatch_evaluations_total{model="genre-classifier"}"#
    private static let success = "modelwatch_config_last_reload_successful"
    private static func rows(_ model: String) -> String {
        #"modelwatch_dataset_rows{model="\#(model)",dataset="current"}"#
    }

    private func wait(_ exporter: ExporterProcess, _ series: String, is value: Double?) async throws {
        try await Eventually.holds(within: .seconds(20), "\(series) is \(value.map { "\($0)" } ?? "gone")") {
            try await exporter.value(series) == value
        }
    }

    @Test func `good changes come into force, bad ones do not, and scrapes notice neither`() async throws {
        let exporter = try await ExporterProcess()
        let child = try await exporter.start()
        let scraper = SteadyScraper(exporter, expecting: [Self.accuracy, Self.evaluations])
        try await scraper.during {
            let hash = try await exporter.value("modelwatch_config_hash")
            let both = ExporterProcess.configuration + ExporterProcess.model("other")
            try exporter.folder.write(both, to: "modelwatch.yml")
            kill(child.id, SIGHUP)
            try await wait(exporter, Self.rows("other"), is: 1500)
            #expect(child.output.contains(#"msg="configuration reloaded" models.added=other"#))
            #expect(try await exporter.value("modelwatch_config_hash") != hash)

            // What is wrong changes nothing, however it is asked for.
            try exporter.folder.write(both + "  - {nam: x}\n", to: "modelwatch.yml")
            kill(child.id, SIGHUP)
            try await wait(exporter, Self.success, is: 0)
            #expect(child.output.contains("the last good one stays in force"))
            let refused = try await exporter.send("POST", "/-/reload")
            #expect(refused.status == 500)
            #expect(refused.text.contains(#"unknown key "nam"; did you mean "name"?"#))
            #expect(try await exporter.value(Self.rows("other")) == 1500)
            let moved = ExporterProcess.configuration.replacing(
                "{evaluation", with: "{storage_path: elsewhere, evaluation")
            try exporter.folder.write(moved, to: "modelwatch.yml")
            let restart = try await exporter.send("PUT", "/-/reload")
            #expect(restart.status == 500)
            #expect(restart.text.contains("global.storage_path cannot change"))
            #expect(restart.text.contains("restart"))

            // A model that is gone is gone from the next page.
            try exporter.folder.write(ExporterProcess.configuration, to: "modelwatch.yml")
            let accepted = try await exporter.send("POST", "/-/reload")
            #expect(accepted.status == 200)
            #expect(accepted.text == "Reloaded: models removed: other\n")
            let page = try await exporter.send("GET", "/metrics").text
            #expect(!page.contains(#"model="other""#))
            #expect(page.contains("\n\(Self.success) 1\n"))
            #expect(page.contains("\nmodelwatch_config_hash \(hash.map { "\(Int($0))" } ?? "")\n"))
            // Back and forth, two requests at a time.
            for round in 0..<10 {
                try exporter.folder.write(
                    round.isMultiple(of: 2) ? both : ExporterProcess.configuration, to: "modelwatch.yml")
                async let first = exporter.send("POST", "/-/reload")
                async let second = exporter.send("POST", "/-/reload")
                let answers = try await [first, second]
                #expect(answers.map(\.status) == [200, 200])
                #expect(answers.count { $0.text == "Reloaded: nothing changed\n" } == 1)
                try await Task.sleep(for: .milliseconds(100))
            }
            let wrong = try await exporter.send("GET", "/-/reload")
            #expect(wrong.status == 405)
            #expect(wrong.text == "This endpoint requires a POST request.\n")
        }
        // Unchanged all the time, so evaluated once.
        #expect(try await exporter.value(Self.evaluations) == 1)
        #expect(scraper.failures == [])
        #expect(scraper.count > 5)
        try await child.stop()
        #expect(child.exitStatus == 0)
    }

    @Test func `a changed model is evaluated at once`() async throws {
        let exporter = try await ExporterProcess()
        let slow = ExporterProcess.configuration.replacing("500ms", with: "1h")
        try exporter.folder.write(slow, to: "modelwatch.yml")
        let child = try await exporter.start()
        let changed = slow.replacing("drift: {compat: evidently}", with: "drift: {threshold: 0.001}")
        try exporter.folder.write(changed, to: "modelwatch.yml")
        #expect(try await exporter.send("POST", "/-/reload").text == "Reloaded: models changed: genre-classifier\n")
        try await wait(exporter, Self.evaluations, is: 2)
        try await child.stop()
    }

    @Test func `files that change are read by themselves, replaced or swapped as Kubernetes does`() async throws {
        let exporter = try await ExporterProcess()
        let folder = exporter.folder
        let files = FileManager.default
        for (version, models) in [("1", ["a"]), ("2", ["a", "b"]), ("3", ["x"])] {
            try files.createDirectory(at: folder.url.appending(path: "..\(version)"), withIntermediateDirectories: true)
            let text = "models:\n" + models.map { ExporterProcess.model($0, folder: folder.url.path() + "/") }.joined()
            try folder.write(version == "3" ? text + "  - {}\n" : text, to: "..\(version)/team.yml")
        }
        func point(to version: String) throws {
            try? files.removeItem(atPath: folder.path("..new"))
            try files.createSymbolicLink(atPath: folder.path("..new"), withDestinationPath: "..\(version)")
            try #require(unsafe rename(folder.path("..new"), folder.path("..data")) == 0)
        }
        try point(to: "1")
        try files.createSymbolicLink(atPath: folder.path("team.yml"), withDestinationPath: "..data/team.yml")
        let main = ExporterProcess.configuration + "models_files: [team*.yml]\n"
        try folder.write(main, to: "modelwatch.yml")
        let child = try await exporter.start(
            ["--config.enable-auto-reload", "--config.auto-reload-interval", "200ms"])
        let valid = #"modelwatch_config_file_valid{file="\#(folder.path("team.yml"))"}"#
        try await wait(exporter, Self.rows("a"), is: 1500)
        #expect(try await exporter.value(valid) == 1)
        try point(to: "2")
        try await wait(exporter, Self.rows("b"), is: 1500)
        // Of a bad file the models stay what they were.
        try point(to: "3")
        try await wait(exporter, valid, is: 0)
        #expect(try await exporter.value(Self.success) == 0)
        #expect(try await exporter.value(Self.rows("b")) == 1500)
        // Replaced by renaming; the name is taken, so only that file is at fault.
        try folder.write("models:\n" + ExporterProcess.model("a"), to: "team2.yml")
        let taken = #"modelwatch_config_file_valid{file="\#(folder.path("team2.yml"))"}"#
        try await wait(exporter, taken, is: 0)
        #expect(child.output.contains("is given twice"))
        try point(to: "1")
        try folder.write("models:\n" + ExporterProcess.model("c"), to: "team2.yml")
        try await wait(exporter, Self.rows("c"), is: 1500)
        try await wait(exporter, Self.rows("b"), is: nil)
        try await wait(exporter, Self.success, is: 1)
        #expect(try await exporter.value(Self.evaluations) == 1)
        // Told once, not at every look.
        #expect(child.output.components(separatedBy: "configuration reloaded").count <= 8)
        try await child.stop()
    }

    @Test func `it starts without what is in a bad file, and checks without starting`() async throws {
        let exporter = try await ExporterProcess()
        try exporter.folder.write(
            ExporterProcess.configuration + "models_files: [team.yml]\n", to: "modelwatch.yml")
        try exporter.folder.write("models: [{}]\n", to: "team.yml")
        let child = try await exporter.start()
        #expect(try await exporter.value(Self.success) == 0)
        #expect(try await exporter.value(Self.accuracy) == 0.926)
        try await child.stop()
        #expect(try await check(exporter) == 1)
        try exporter.folder.write("models:\n\(ExporterProcess.model("a"))", to: "team.yml")
        #expect(try await check(exporter) == 0)
    }

    private func check(_ exporter: ExporterProcess) async throws -> Int32 {
        let child = try ChildProcess(
            BuiltProduct.modelwatch,
            ["exporter", "--config.check", "--config.file", exporter.folder.path("modelwatch.yml")],
            log: exporter.folder.url.appending(path: "check.log"))
        try await Eventually.holds(within: .seconds(20), "the check ends") { !child.isRunning }
        #expect(child.output.contains("ok exiting") == (child.exitStatus == 0))
        return child.exitStatus
    }

    @Test func `the bridge goes on with other policies and tokens, and forgets nothing`() async throws {
        let bridge = try await BridgeProcess()
        func configure(_ policy: String, token: String) throws {
            try bridge.configure(
                """
                bridge: {poll_interval: 200ms, authorization: [{credentials: \(token)}]}
                policies:
                  - name: \(policy)
                    match: [alertname="A"]
                    mode: auto
                    hold: 2s
                    engine: {command: {argv: [/bin/sh, -c, 'echo \(policy)']}}
                """)
        }
        try configure("first", token: "one")
        let child = try await bridge.start()
        let body = try Payloads.body(labels: ["alertname": "A", "model": "m"])
        #expect(try await bridge.deliver(body, token: "one") == 200)
        try configure("first", token: "two")
        kill(child.id, SIGHUP)
        try await Eventually.holds(within: .seconds(10), "the other token counts") {
            try await bridge.deliver(body, token: "two") == 200
        }
        #expect(try await bridge.deliver(body, token: "one") == 401)
        #expect(child.output.contains("sections.changed=bridge"))
        // The trigger was held over the reload.
        let trigger = try await bridge.waitForOnlyTrigger(in: "succeeded")
        #expect(trigger["reason"] == .string("exit status 0: first"))
        try configure("second", token: "two")
        kill(child.id, SIGHUP)
        try await Eventually.holds(within: .seconds(10), "the policy changed") {
            child.output.contains("policies.added=second policies.removed=first")
        }
        let other = try Payloads.body(labels: ["alertname": "A", "model": "n"])
        #expect(try await bridge.deliver(other, token: "two") == 200)
        try await Eventually.holds(within: .seconds(20), "the new policy retrains") {
            try await bridge.triggers().contains {
                $0["policy"] == .string("second") && $0["state"] == .string("succeeded")
            }
        }
        try await child.stop()
    }
}
