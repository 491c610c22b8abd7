import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import Monitor

/// A bridge on standby behind a router without sockets.
struct StandbyBridgeTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private var storage: String { folder.path("data") }

    private func test(
        bridge: String = "{}", web: String? = nil, _ body: @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        var options = BridgeOptions(
            web: WebOptions(addresses: [ListenAddress(host: "127.0.0.1", port: 0)]), storagePath: storage,
            executable: "/bin/false")
        options.web.configurationFile = try web.map { try folder.write($0, to: "web.yml") }
        let text = """
            policies: [{name: retrain, match: ['alertname=~".+"'], engine: {command: {argv: [/bin/true]}}}]
            bridge: \(bridge)
            """
        let file = try folder.write(text, to: "modelwatch.yml")
        let standby = try StandbyBridge(
            configuration: Configuration(file: file), options: options,
            log: LogSettings(level: .error, format: .logfmt))
        try await standby.server().test(.router) { try await body($0) }
    }

    private func status(
        _ client: any TestClientProtocol, _ uri: String, _ headers: HTTPFields = [:],
        method: HTTPRequest.Method = .get
    ) async throws -> HTTPResponse.Status {
        var headers = headers
        if method == .post { headers[.contentType] = "application/json" }
        let body = method == .post ? ByteBuffer(bytes: try Payloads.data("prom_firing_1")) : nil
        return try await client.execute(uri: uri, method: method, headers: headers, body: body).status
    }

    private func page(_ client: any TestClientProtocol, _ uri: String) async throws -> String {
        String(buffer: try await client.execute(uri: uri, method: .get).body)
    }

    @Test func `all that needs the storage is put off, and what every server has is there`() async throws {
        let lock = try StorageLock(folder: storage)
        try await test { client async throws in
            for path in ["/", "/triggers", "/api/v1/triggers", "/episodes", "/deliveries", "/sign-in", "/nothing"] {
                #expect(try await status(client, path) == .serviceUnavailable, "\(path)")
            }
            for path in ["/trigger", "/api/v1/simulate", "/model-monitoring/models/m/rollouts"] {
                #expect(try await status(client, path, method: .post) == .serviceUnavailable, "\(path)")
            }
            #expect(try await page(client, "/trigger").contains("on standby"))
            #expect(try await status(client, "/-/healthy") == .ok)
            #expect(try await status(client, "/-/ready") == .serviceUnavailable)
            #expect(try await status(client, "/config") == .ok)
            #expect(try await status(client, "/-/reload", method: .post) == .ok)
            let metrics = try await page(client, "/metrics")
            #expect(metrics.contains("modelwatch_bridge_leader 0\n"))
            #expect(metrics.contains("modelwatch_config_last_reload_successful 1\n"))
            #expect(metrics.contains("process_cpu_seconds_total"))
            #expect(!metrics.contains("modelwatch_open_episodes"))
        }
        #expect(lock.isHeld)
        #expect(try FileManager.default.contentsOfDirectory(atPath: storage) == ["bridge.lock"])
    }

    @Test func `it works as soon as the storage is free, with the configuration of that moment`() async throws {
        let held = Held(try StorageLock(folder: storage))
        try await test { client async throws in
            try await Eventually.holds(within: .seconds(20), "it waits") {
                try await page(client, "/-/ready").contains("standby, while process ")
            }
            let text = try String(contentsOfFile: folder.path("modelwatch.yml"), encoding: .utf8)
            try folder.write(text.replacing("retrain", with: "retrain-anew"), to: "modelwatch.yml")
            #expect(try await status(client, "/-/reload", method: .post) == .ok)
            held.letGo()
            try await Eventually.holds(within: .seconds(20), "it works") {
                try await status(client, "/-/ready") == .ok
            }
            #expect(try await status(client, "/trigger", method: .post) == .ok)
            let metrics = try await page(client, "/metrics")
            #expect(metrics.contains("modelwatch_bridge_leader 1\n"))
            #expect(metrics.contains(#"modelwatch_triggers{policy="retrain-anew",state="awaiting_approval"} 1"#))
            #expect(try await status(client, "/nothing") == .notFound)
            #expect(try await status(client, "/triggers") == .ok)
        }
    }

    @Test func `a storage that went away while it waited is not made anew, as it would know nothing of the past`()
        async throws
    {
        let lock = try StorageLock(folder: storage)
        let turn = StorageTurn(folder: storage, logger: LogSettings(level: .error, format: .logfmt).logger("test"))
        let next = Task { try await turn.come() }
        try await Eventually.holds(within: .seconds(20), "it waits") { turn.holder != nil }
        try FileManager.default.removeItem(atPath: storage)
        await #expect(throws: BridgeError.self) { try await next.value }
        #expect(!FileManager.default.fileExists(atPath: storage))
        #expect(throws: StorageLockError.self) { try lock.check() }
    }

    @Test func `who may not read a bridge may not read one on standby`() async throws {
        let hash = "$2b$04$abcdefghijklmnopqrstuuFmEfrkTQnczNzw475xE2VhDrK1uwJiC"
        let held = Held(try StorageLock(folder: storage))
        try await test(
            bridge: "{\(RoutedBridge.operators)}",
            web: "basic_auth_users: {prometheus: \(hash)}\nmodelwatch: {open_paths: [/-/healthy]}"
        ) { client async throws in
            let token: HTTPFields = [.authorization: "Bearer \(RoutedBridge.aliceToken)"]
            let cookie: HTTPFields = [.cookie: "modelwatch_session=alice.1.2.3"]
            for path in ["/-/ready", "/metrics", "/triggers", "/trigger", "/config"] {
                #expect(try await status(client, path) == .unauthorized, "\(path)")
                #expect(try await status(client, path, cookie) == .unauthorized, "\(path)")
            }
            #expect(try await status(client, "/-/healthy") == .ok)
            #expect(try await status(client, "/metrics", token) == .ok)
            #expect(try await status(client, "/triggers", token) == .serviceUnavailable)
            held.letGo()
            try await Eventually.holds(within: .seconds(20), "it works") {
                try await status(client, "/triggers", token) == .ok
            }
            #expect(try await status(client, "/triggers") == .unauthorized)
        }
    }
}

extension StandbyBridgeTests {
    /// A lock that another process would hold.
    final class Held: Sendable {
        private let lock: Mutex<StorageLock?>

        init(_ lock: StorageLock) {
            self.lock = Mutex(lock)
        }

        func letGo() {
            lock.withLock { $0 = nil }
        }
    }
}
