import Foundation
import Testing

@testable import Monitor

/// A bridge whose storage takes no writes.
struct ReadOnlyStoreTests {
    private static let policy =
        "policies: [{name: p, match: [alertname=A], rate: {interval: 0s}, engine: {command: {argv: [/bin/true]}}}]"

    private static func body(_ model: String) throws -> Data {
        try Payloads.body(labels: ["alertname": "A", "model": model])
    }

    /// Lets a running process write files up to a size only; no account is too powerful for that, and none too weak.
    private static func limitFiles(of process: ChildProcess, to bytes: Int) async throws {
        let output = try await ChildProcess.output("/usr/bin/prlimit", ["--pid", "\(process.id)", "--fsize=\(bytes):"])
        try #require(output.isEmpty, "\(String(decoding: output, as: UTF8.self))")
    }

    @Test func `what cannot be stored is refused, and taken without a restart once it can be`() async throws {
        let bridge = try await BridgeProcess()
        try bridge.configure(Self.policy)
        let process = try await bridge.start(fileKiB: 1 << 20)
        #expect(try await bridge.deliver(Self.body("before")) == 200)

        // The log is a file, too: what goes wrong cannot even be told.
        try await Self.limitFiles(of: process, to: 0)
        #expect(try await bridge.deliver(Self.body("refused")) == 503)
        try await Eventually.holds(within: .seconds(30), "the bridge is not ready") {
            try await bridge.status(of: "/-/ready") == 503
        }
        #expect(try await bridge.status(of: "/-/healthy") == 200)
        #expect(try await bridge.metric("modelwatch_storage_writable") == 0)
        // What was stored can be read all the time.
        #expect(try await bridge.triggers().count == 1)
        #expect(try await bridge.deliver(Self.body("refused")) == 503)

        try await Self.limitFiles(of: process, to: 1 << 30)
        try await Eventually.holds(within: .seconds(30), "the bridge is ready again") {
            try await bridge.status(of: "/-/ready") == 200
        }
        #expect(try await bridge.deliver(Self.body("refused")) == 200)
        #expect(try await bridge.metric("modelwatch_storage_writable") == 1)
        // Told again since it can be.
        #expect(try await bridge.deliver(Data("{".utf8)) == 400)
        #expect(process.output.contains("http.status=400"))
        let models = try await bridge.triggers().compactMap { $0["parameters"]?["model"]?.string }
        #expect(models.sorted() == ["before", "refused"])
        try await process.stop()
        #expect(process.exitStatus == 0)
    }

    @Test func `a bridge that may not write does not start, and says where`() async throws {
        let bridge = try await BridgeProcess()
        try bridge.configure("global: {storage_path: /proc/modelwatch}\n" + Self.policy)
        let process = try bridge.launch()
        try await Eventually.holds(within: .seconds(30), "the bridge ends") { !process.isRunning }
        #expect(process.exitStatus == 1)
        #expect(process.output.contains("/proc/modelwatch/bridge.lock cannot be opened"), "\(process.output)")
        #expect(process.output.contains("global.storage_path"))
    }
}
