import Foundation
import Testing
import TestSupport

@testable import Monitor

/// The built exporter with a web configuration, asked by curl and scraped by a real Prometheus.
struct TLSTests {
    private static let hash = "$2b$04$abcdefghijklmnopqrstuuFmEfrkTQnczNzw475xE2VhDrK1uwJiC"
    private static let tls = "cert_file: server.pem, key_file: server.key"

    private static func curl(_ more: String...) -> Curl {
        Curl(arguments: ["--cacert", Fixtures.url("web/tls/ca.pem").path()] + more)
    }

    private static func client(_ name: String) -> [String] {
        let path = Fixtures.url("web/tls/\(name)").path()
        return ["--cert", path + ".pem", "--key", path + ".key"]
    }

    @Test func `users pass over TLS, and whoever is none does not`() async throws {
        let exporter = try await ExporterProcess()
        let process = try await exporter.start(
            web: """
                tls_server_config: {\(Self.tls)}
                http_server_config: {headers: {X-Frame-Options: deny, Strict-Transport-Security: max-age=1}}
                basic_auth_users: {alice: \(Self.hash)}
                modelwatch: {open_paths: [/-/healthy], bearer_tokens_files: [token]}
                """)
        let url = "https://\(exporter.address)"
        let curl = Self.curl()
        for (user, status) in [("alice:right", 200), ("alice:wrong", 401), ("nobody:right", 401), (":", 401)] {
            for _ in 0..<2 { #expect(try await curl.get(url + "/metrics", "--user", user).status == status) }
        }
        let answer = try await curl.get(url + "/metrics", "--user", "alice:right")
        #expect(answer.version == "2")
        #expect(answer.headers.contains("x-frame-options: deny"))
        #expect(answer.headers.contains("strict-transport-security: max-age=1"))
        #expect(answer.body.contains("modelwatch_build_info"))
        let refusal = try await curl.get(url + "/nothing", "--http1.1")
        #expect(refusal.status == 401 && refusal.version == "1.1")
        #expect(refusal.headers.lowercased().contains("www-authenticate: basic, bearer"))
        #expect(try await curl.get(url + "/nothing", "--user", "alice:right").status == 404)
        #expect(try await curl.get(url + "/metrics", "--header", "Authorization: Bearer file-token").status == 200)
        #expect(try await curl.get(url + "/metrics", "--header", "Authorization: Bearer other").status == 401)
        #expect(try await curl.get(url + "/-/healthy").status == 200)
        #expect(try await curl.get(url + "/-/ready").status == 401)
        // Not the authority that signed it; too old a version; no TLS at all.
        #expect(try await Curl().get(url + "/-/healthy").exit == 60)
        #expect(try await curl.get(url + "/-/healthy", "--tls-max", "1.1").exit != 0)
        #expect(try await curl.get("http://\(exporter.address)/-/healthy").exit != 0)
        try await process.stop()
        #expect(process.exitStatus == 0)
        for secret in [Self.hash, "right", "file-token"] { #expect(!process.output.contains(secret)) }
    }

    @Test func `clients are asked for certificates as the policy says`() async throws {
        let exporter = try await ExporterProcess()
        let url = "https://\(exporter.address)/-/healthy"
        func write(_ policy: String) throws { try exporter.writeWeb("tls_server_config: {\(Self.tls), \(policy)}") }
        let process = try await exporter.start(
            web:
                "tls_server_config: {\(Self.tls), client_ca_file: ca.pem, client_auth_type: RequireAndVerifyClientCert}"
        )
        // No certificate, one of the authority, one of another.
        let cases: [(String, none: Bool, ours: Bool, stranger: Bool)] = [
            ("client_ca_file: ca.pem, client_auth_type: RequireAndVerifyClientCert", false, true, false),
            ("client_ca_file: ca.pem, client_auth_type: VerifyClientCertIfGiven", true, true, false),
            ("client_auth_type: RequireAnyClientCert", false, true, true),
            ("client_auth_type: RequestClientCert", true, true, true),
            ("client_auth_type: NoClientCert", true, true, true),
            (Self.names("prometheus.example.org"), false, true, false),
            (Self.names("192.0.2.7"), false, true, false),
            (Self.names("ops@example.org"), false, true, false),
            (Self.names("spiffe://example.org/prometheus"), false, true, false),
            (Self.names("example.org"), false, false, false),
            ("client_auth_type: RequireAnyClientCert, client_allowed_sans: [ops@example.org]", false, true, false),
        ]
        for (policy, none, ours, stranger) in cases {
            try write(policy)
            #expect((try await Self.curl().get(url).status == 200) == none, "\(policy)")
            var curl = Self.curl()
            curl.arguments += Self.client("client")
            #expect((try await curl.get(url).status == 200) == ours, "\(policy)")
            curl = Self.curl()
            curl.arguments += Self.client("stranger")
            #expect((try await curl.get(url).status == 200) == stranger, "\(policy)")
        }
        try await process.stop()
    }

    private static func names(_ name: String) -> String {
        "client_ca_file: ca.pem, client_auth_type: RequireAndVerifyClientCert, client_allowed_sans: ['\(name)']"
    }

    @Test func `what is written into the files counts from the next request and handshake on`() async throws {
        let exporter = try await ExporterProcess()
        let web = "tls_server_config: {\(Self.tls)}\nbasic_auth_users: {alice: \(Self.hash)}\n"
        let process = try await exporter.start(web: web)
        let url = "https://\(exporter.address)/metrics"
        let alice = Self.curl("--user", "alice:right")
        #expect(try await alice.get(url).status == 200)
        try exporter.writeWeb(web.replacing("alice", with: "bob"))
        #expect(try await alice.get(url).status == 401)
        #expect(try await Self.curl("--user", "bob:right").get(url).status == 200)
        // Fail closed, on a handshake that was good: the certificate is known, the users are not.
        try exporter.writeWeb(web + "basic_auth_user: {}\n")
        #expect(try await alice.get(url).exit != 0)
        try exporter.writeWeb(web)
        #expect(try await alice.get(url).status == 200)
        // A new certificate in the same place.
        func shows(_ key: String) async throws -> Bool {
            let pin = Fixtures.url("web/tls/\(key).pub").path()
            return try await alice.get(url, "--pinnedpubkey", pin).status == 200
        }
        #expect(try await shows("server"))
        #expect(try await !shows("server2"))
        for (name, ending) in [("server2.pem", "pem"), ("server2.key", "key")] {
            let text = try String(contentsOfFile: exporter.folder.path(name), encoding: .utf8)
            try exporter.folder.write(text, to: "server.\(ending)")
        }
        #expect(try await shows("server2"))
        #expect(try await !shows("server"))
        // Half replaced: nobody gets in until both fit.
        try exporter.folder.write("", to: "server.key")
        #expect(try await alice.get(url).exit != 0)
        let key = try String(contentsOfFile: exporter.folder.path("server2.key"), encoding: .utf8)
        try exporter.folder.write(key, to: "server.key")
        #expect(try await alice.get(url).status == 200)
        try await process.stop()
    }
}
