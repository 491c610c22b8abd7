import Foundation
import NIOPosix
import TestSupport
import Transfers

@testable import Monitor

/// The built executable as a bridge, with a configuration and a storage folder that outlive its processes.
final class BridgeProcess: Sendable {
    let url: String
    private let folder: TemporaryFolder
    private let port: Int
    private let host: String
    private let log: String
    private static let client = HTTPClient(threads: .singleton)

    /// How often tests of random crashes kill it. Hundreds take minutes; `MODELWATCH_CRASHES` asks for as many.
    static var crashes: Int { wantedCrashes ?? 4 }

    /// How often somebody asked for; nil if nobody did.
    static var wantedCrashes: Int? {
        ProcessInfo.processInfo.environment["MODELWATCH_CRASHES"].flatMap(Int.init)
    }

    /// - Parameter host: Where it listens; empty for every address, of which the URL has one.
    convenience init(host: String = "127.0.0.1") async throws {
        try await self.init(in: TemporaryFolder(), host: host, log: "bridge.log")
    }

    /// A second bridge with the configuration and the storage of another, and an address of its own.
    convenience init(beside other: BridgeProcess) async throws {
        try await self.init(in: other.folder, host: other.host, log: "second.log")
    }

    private init(in folder: TemporaryFolder, host: String, log: String) async throws {
        self.folder = folder
        self.host = host
        self.log = log
        port = try await FreePort.next()
        url = "http://127.0.0.1:\(port)"
    }

    /// Writes the configuration that the next process reads.
    func configure(_ text: String) throws {
        try folder.write(text, to: "modelwatch.yml")
    }

    /// A path beside the configuration.
    func path(_ name: String) -> String { folder.path(name) }

    /// Starts a process and waits until it takes deliveries.
    ///
    /// - Parameters:
    ///   - flags: Flags beside those that it needs.
    ///   - fileKiB: No file of it may grow beyond this: what it writes then fails, as on a full disk.
    ///   - environment: Variables beside those of the test.
    func start(
        _ flags: String..., fileKiB: Int? = nil, environment: [String: String] = [:]
    ) async throws -> ChildProcess {
        let child = try launch(flags, fileKiB: fileKiB, environment: environment)
        try await Eventually.holds(within: .seconds(30), "the bridge is ready") {
            (try? await Self.client.send(HTTPClientRequest(url: self.url + "/-/ready")))?.status == 200
        }
        return child
    }

    /// Starts a process that waits for the storage, and waits until it answers.
    func startStandby() async throws -> ChildProcess {
        let child = try launch(["--bridge.standby"])
        try await Eventually.holds(within: .seconds(30), "the bridge answers") {
            (try? await Self.client.send(HTTPClientRequest(url: self.url + "/-/healthy")))?.status == 200
        }
        return child
    }

    /// Starts a process that may not come up.
    func launch(
        _ flags: [String] = [], fileKiB: Int? = nil, environment: [String: String] = [:]
    ) throws -> ChildProcess {
        let arguments =
            [
                BuiltProduct.modelwatch, "bridge", "--config.file", folder.path("modelwatch.yml"),
                "--web.listen-address",
                "\(host):\(port)",
            ] + flags
        // Without the trap the signal would end the process.
        let limit = fileKiB.map { "trap '' XFSZ; ulimit -f \($0); " } ?? ""
        return try ChildProcess(
            "/bin/bash", ["-c", limit + "exec \"$@\"", "bridge"] + arguments, environment: environment,
            log: folder.url.appending(path: log))
    }

    /// Delivers a body; tells the status of the answer.
    func deliver(_ body: Data, token: String? = nil) async throws -> Int {
        let headers =
            [("Content-Type", "application/json")] + (token.map { [("Authorization", "Bearer \($0)")] } ?? [])
        let request = HTTPClientRequest(method: "POST", url: url + "/trigger", headers: headers, body: body)
        return try await Self.client.send(request).status
    }

    /// The status with which a page answers.
    func status(of path: String) async throws -> Int {
        try await Self.client.send(HTTPClientRequest(url: url + path)).status
    }

    /// The text of a page.
    func page(_ path: String) async throws -> String {
        String(decoding: try await Self.client.send(HTTPClientRequest(url: url + path)).body, as: UTF8.self)
    }

    /// The triggers as the API shows them.
    func triggers() async throws -> [JSONValue] {
        let response = try await Self.client.send(HTTPClientRequest(url: url + "/api/v1/triggers"))
        return try JSONDecoder().decode(JSONValue.self, from: response.body)["triggers"]?.array ?? []
    }

    /// Waits until there is one trigger and it is in a state.
    func waitForOnlyTrigger(in state: String, within limit: Duration = .seconds(60)) async throws -> JSONValue {
        try await Eventually.value(within: limit, "the only trigger is \(state)") {
            let triggers = try await self.triggers()
            return triggers.count == 1 && triggers[0]["state"] == .string(state) ? triggers[0] : nil
        }
    }

    /// Waits until no trigger of a policy is in one of the states.
    func waitUntilNone(of policy: String, in states: [String], within limit: Duration) async throws {
        try await Eventually.holds(within: limit, "no trigger is \(states.joined(separator: ", "))") {
            for state in states {
                let series = #"modelwatch_triggers{policy="\#(policy)",state="\#(state)"}"#
                if try await self.metric(series) ?? 0 > 0 { return false }
            }
            return true
        }
    }

    /// One value of the metrics page.
    func metric(_ series: String) async throws -> Double? {
        try await page("/metrics").split(separator: "\n")
            .first { $0.hasPrefix(series + " ") }
            .flatMap { Double($0.dropFirst(series.count + 1)) }
    }
}
