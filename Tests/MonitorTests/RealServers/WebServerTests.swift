import Foundation
import Testing
import TestSupport

@testable import Monitor

/// The built executable behind plain HTTP, asked by curl.
struct WebServerTests {
    private static let hash = "$2b$04$abcdefghijklmnopqrstuuFmEfrkTQnczNzw475xE2VhDrK1uwJiC"
    private let curl = Curl()

    @Test func `a broken file shuts everybody out until it is mended`() async throws {
        let exporter = try await ExporterProcess()
        let web = "basic_auth_users: {alice: \(Self.hash)}\nmodelwatch: {open_paths: [/-/healthy]}\n"
        let process = try await exporter.start(web: web)
        let url = "http://\(exporter.address)"
        #expect(try await curl.get(url + "/metrics", "--user", "alice:right").status == 200)
        for broken in [web + "x: 1\n", "basic_auth_users: {alice: plain-s3cret}", "{", "- a"] {
            try exporter.writeWeb(broken)
            for path in ["/metrics", "/-/healthy"] {
                let answer = try await curl.get(url + path, "--user", "alice:right")
                #expect(answer.status == 500)
                #expect(answer.body == "Internal Server Error\n")
            }
        }
        try FileManager.default.removeItem(atPath: exporter.folder.path("web.yml"))
        #expect(try await curl.get(url + "/metrics", "--user", "alice:right").status == 500)
        try exporter.writeWeb(web)
        #expect(try await curl.get(url + "/metrics", "--user", "alice:right").status == 200)
        #expect(try await curl.get(url + "/metrics").status == 401)
        try await process.stop()
        #expect(process.output.contains("nobody is served until it can"))
        #expect(process.output.contains("can be used again"))
        #expect(!process.output.contains("plain-s3cret"))
    }

    @Test func `who comes too often is told so, before credentials are looked at`() async throws {
        let exporter = try await ExporterProcess()
        let process = try await exporter.start(
            web: """
                rate_limit: {interval: 1h, burst: 3}
                basic_auth_users: {alice: \(Self.hash)}
                modelwatch: {open_paths: [/-/healthy]}
                """)
        let url = "http://\(exporter.address)"
        var codes: [Int] = []
        for _ in 0..<4 { codes.append(try await curl.get(url + "/metrics").status) }
        #expect(codes == [401, 401, 401, 429])
        #expect(try await curl.get(url + "/metrics", "--user", "alice:right").status == 429)
        #expect(try await curl.get(url + "/-/healthy").status == 200)
        try await process.stop()
    }

    @Test func `a server that anybody can reach needs users, also while it runs`() async throws {
        let exporter = try await ExporterProcess()
        let port = try await FreePort.next()
        let everywhere = ["--web.listen-address", ":\(port)"]
        let refused = try await exporter.start(web: "basic_auth_users: {alice: \(Self.hash)}", everywhere)
        let url = "http://127.0.0.1:\(port)/metrics"
        try await Eventually.holds(within: .seconds(20), "both addresses are served") {
            try await curl.get(url, "--user", "alice:right").status == 200
        }
        #expect(try await curl.get("http://\(exporter.address)/metrics", "--user", "alice:right").status == 200)
        #expect(try await curl.get("http://[::1]:\(port)/metrics", "--user", "alice:right").status == 200)
        try exporter.writeWeb("basic_auth_users: {}")
        #expect(try await curl.get(url, "--user", "alice:right").status == 500)
        try await refused.stop()
        let folder = try TemporaryFolder()
        for web in ["{}", "tls_server_config: {cert_file: server.pem, key_file: server.key}"] {
            try exporter.writeWeb(web)
            let process = try ChildProcess(
                BuiltProduct.modelwatch,
                [
                    "exporter", "--config.file", exporter.folder.path("modelwatch.yml"), "--web.config.file",
                    exporter.folder.path("web.yml"),
                ] + everywhere, log: folder.url.appending(path: "log"))
            try await Eventually.holds(within: .seconds(20), "it refuses to start") { !process.isRunning }
            #expect(process.exitStatus != 0)
            #expect(process.output.contains("--insecure-allow-anonymous"))
        }
    }

    @Test func `an address that somebody else has is told, and ends the process`() async throws {
        let exporter = try await ExporterProcess()
        let first = try await exporter.start()
        let folder = try TemporaryFolder()
        let second = try ChildProcess(
            BuiltProduct.modelwatch,
            [
                "exporter", "--config.file", exporter.folder.path("modelwatch.yml"), "--web.listen-address",
                "127.0.0.1:\(try await FreePort.next())", "--web.listen-address", exporter.address,
            ], log: folder.url.appending(path: "log"))
        try await Eventually.holds(within: .seconds(30), "the second process ends") { !second.isRunning }
        #expect(second.exitStatus == 1)
        #expect(second.output.contains("Error: another process listens on \(exporter.address): stop it, or choose"))
        try await first.stop()
    }

    @Test func `paths, prefixes and methods are what the flags say`() async throws {
        let exporter = try await ExporterProcess()
        let process = try await exporter.start(
            web: "{}",
            [
                "--web.external-url", "https://example.org/team/models", "--web.route-prefix", "/models",
                "--web.telemetry-path", "/scrape/me", "--web.disable-exporter-metrics",
            ])
        let url = "http://\(exporter.address)"
        for (path, status) in [
            ("/models/scrape/me", 200), ("/models/-/healthy", 200), ("/models/config", 200), ("/models", 200),
            ("/metrics", 404), ("/models/metrics", 404), ("/", 404), ("/models/x", 404),
        ] { #expect(try await curl.get(url + path).status == status, "\(path)") }
        let page = try await curl.get(url + "/models").body
        #expect(page.contains(#"href="/team/models/scrape/me""#))
        #expect(!page.contains(#"href="/metrics""#))
        let metrics = try await curl.get(url + "/models/scrape/me").body
        #expect(metrics.contains("modelwatch_build_info"))
        #expect(!metrics.contains("process_") && !metrics.contains("promhttp_"))
        let head = try await curl.get(url + "/models/-/healthy", "--head")
        #expect(head.status == 200 && head.headers.lowercased().contains("content-length: 9"))
        let post = try await curl.get(url + "/models/scrape/me", "--request", "POST")
        #expect(post.status == 405 && post.headers.lowercased().contains("allow: get, head"))
        try await process.stop()
        for line in ["Starting modelwatch", "Listening on", "TLS is disabled."] {
            #expect(process.output.contains(line))
        }
    }

    @Test func `a socket of systemd is served`() async throws {
        let exporter = try await ExporterProcess()
        let port = try await FreePort.next()
        let folder = try TemporaryFolder()
        let script = """
            import os, socket, sys
            server = socket.create_server(("127.0.0.1", \(port)))
            os.dup2(server.fileno(), 3)
            os.set_inheritable(3, True)
            os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1")
            os.execv(sys.argv[1], sys.argv[1:])
            """
        let process = try ChildProcess(
            "/usr/bin/python3",
            [
                "-c", script, BuiltProduct.modelwatch, "exporter", "--config.file",
                exporter.folder.path("modelwatch.yml"), "--web.systemd-socket",
            ], log: folder.url.appending(path: "log"))
        try await Eventually.holds(within: .seconds(30), "the socket is served") {
            try await curl.get("http://127.0.0.1:\(port)/-/ready").status == 200
        }
        try await process.stop()
        #expect(process.exitStatus == 0)
    }

    @Test func `both roles are served by one process`() async throws {
        let exporter = try await ExporterProcess()
        let port = try await FreePort.next()
        let folder = try TemporaryFolder()
        let process = try ChildProcess(
            BuiltProduct.modelwatch,
            [
                "serve", "--config.file", exporter.folder.path("modelwatch.yml"), "--storage.path", folder.path("data"),
                "--web.listen-address", exporter.address, "--web.listen-address", "127.0.0.1:\(port)",
            ], log: folder.url.appending(path: "log"))
        let url = "http://\(exporter.address)"
        try await Eventually.holds(within: .seconds(30), "it is ready") {
            try await curl.get(url + "/-/ready").status == 200
        }
        let metrics = try await curl.get(url + "/metrics").body
        for name in ["modelwatch_accuracy", "modelwatch_open_episodes 0", "process_threads"] {
            #expect(metrics.contains(name))
        }
        for path in ["/", "/overview", "/triggers", "/config", "/metrics/evidently"] {
            #expect(try await curl.get(url + path).status == 200, "\(path)")
        }
        let payload = String(decoding: try Payloads.data("prom_firing_1"), as: UTF8.self)
        #expect(try await curl.get("http://127.0.0.1:\(port)/trigger", "--json", payload).status == 200)
        try await process.stop()
        #expect(process.exitStatus == 0)
    }

    /// A request carries one pair of credentials: where the bridge has tokens of its own, they decide on webhooks.
    @Test(arguments: [true, false])
    func `webhooks pass with the tokens of the bridge, else as everything else does`(hasTokens: Bool) async throws {
        let folder = try TemporaryFolder()
        let address = "127.0.0.1:\(try await FreePort.next())"
        try folder.write(hasTokens ? "bridge: {authorization: [{credentials: own}]}" : "{}", to: "modelwatch.yml")
        let web = "basic_auth_users: {alice: \(Self.hash)}\nrate_limit: {interval: 1h, burst: 9}"
        let process = try ChildProcess(
            BuiltProduct.modelwatch,
            [
                "bridge", "--config.file", folder.path("modelwatch.yml"), "--web.listen-address", address,
                "--web.config.file", try folder.write(web, to: "web.yml"),
            ], log: folder.url.appending(path: "log"))
        try await Eventually.holds(within: .seconds(30), "it listens") { process.output.contains("Listening on") }
        let payload = String(decoding: try Payloads.data("prom_firing_1"), as: UTF8.self)
        func deliver(_ more: String...) async throws -> Int {
            let curl = Curl(arguments: more + ["--json", payload])
            return try await curl.get("http://\(address)/trigger").status
        }
        #expect(try await deliver("--oauth2-bearer", "own") == (hasTokens ? 200 : 401))
        #expect(try await deliver("--user", "alice:right") == (hasTokens ? 401 : 200))
        #expect(try await deliver() == 401)
        #expect(try await curl.get("http://\(address)/triggers", "--oauth2-bearer", "own").status == 401)
        #expect(try await curl.get("http://\(address)/triggers", "--user", "alice:right").status == 200)
        // What comes too often: Alertmanager tries again after 503, and not after 429.
        var last = 0
        for _ in 0..<6 { last = try await deliver() }
        #expect(last == 503)
        #expect(try await curl.get("http://\(address)/triggers").status == 429)
        try await process.stop()
    }
}
