import Foundation
import Hummingbird
import TestSupport
import Testing

@testable import Monitor

/// What hostile senders get from a running bridge, and what they do not get.
struct HostileInputTests {
    private static let limits = ConnectionLimits(head: .milliseconds(600), body: .milliseconds(600))

    /// A bridge whose engine writes down what it is told.
    private static func configuration(_ folder: TemporaryFolder) -> String {
        """
        bridge: {authorization: [{credentials: \(HostileInput.token)}], \(RoutedBridge.operators)}
        policies:
          - name: retrain
            match: ['alertname="Drift"']
            mode: auto
            engine: {command: {argv: [/usr/bin/tee, \(folder.path("heard.json"))]}}
        """
    }

    private func status(ofHealthAt port: Int) async throws -> Int? {
        let request = HostileInput.request([], method: "GET", path: "/-/healthy")
        return Self.status(of: (try? await RawExchange.send([request], to: port)) ?? "")
    }

    private static func status(of answer: String) -> Int? {
        answer.firstMatch(of: /HTTP\/1\.1 (\d\d\d)/).flatMap { Int($0.1) }
    }

    /// Sends it, and looks at the answer, at what the engine hears, and at whether the bridge still serves.
    private func expect(_ input: HostileInput) async throws {
        try await LiveBridge.serving(Self.configuration, limits: Self.limits) { bridge in
            let (port, folder) = (bridge.port, bridge.folder)
            let answer = try await RawExchange.send(input.parts, every: input.pause, to: port)
            #expect(Self.status(of: answer) == input.status, "\(answer.prefix(300))")
            #expect(input.says.isEmpty || answer.contains(input.says), "\(answer.prefix(300))")
            #expect(!answer.contains("X-Injected: 1\r\n"))
            if let expected = input.engineHears {
                let heard = try await Eventually.value(within: .seconds(20), "the engine hears it") {
                    let data = try? Data(contentsOf: URL(filePath: folder.path("heard.json")))
                    return data.flatMap { try? JSONDecoder().decode(JSONValue.self, from: $0) }
                }
                #expect(heard["parameters"]?["model"] == .string(expected))
                #expect(heard["labels"]?["copy"] == .string(expected))
                #expect(heard["parameters"]?["generator_url"] == .string(expected))
            } else {
                #expect(!FileManager.default.fileExists(atPath: folder.path("heard.json")))
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("data")).sorted()
            let known = [
                "bridge.lock", "bridge.sqlite", "bridge.sqlite-shm", "bridge.sqlite-wal", "commands", "session.key",
            ]
            #expect(names.allSatisfy(known.contains), "\(names)")
            #expect(try await status(ofHealthAt: port) == 200)
        }
    }

    @Test func `texts of alerts reach the engine as they are, and nothing follows their URLs`() async throws {
        let trap = FakeServer { _ in Response(.ok, text: "") }
        try await trap.run { url in
            for input in HostileInput.labels(trap: url) { try await expect(input) }
        }
        #expect(trap.calls.isEmpty)
    }

    @Test(arguments: HostileInput.bodies + HostileInput.requests)
    func `a hostile request gets a plain answer, starts nothing and stops nothing`(input: HostileInput) async throws {
        try await expect(input)
    }

    @Test func `every hostile input stands in the documentation`() throws {
        let text = try String(
            contentsOf: Fixtures.packageRoot.appending(path: "docs/security-bridge.md"), encoding: .utf8)
        for input in HostileInput.labels(trap: "") + HostileInput.bodies + HostileInput.requests {
            let answer = input.status.map { "\($0)" } ?? "closed"
            #expect(text.contains("| \(input.name) | \(answer) |"), "\(input.name)")
        }
    }
}
