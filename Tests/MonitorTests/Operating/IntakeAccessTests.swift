import Foundation
import Testing

@testable import Monitor

/// Who may deliver alerts: tokens of the bridge, users and client certificates of the web configuration.
struct IntakeAccessTests {
    /// A way to protect `/trigger`, and what each sender gets; 0 where there is not even an answer.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var bridge = "{}"
        let web: String?
        /// Nothing; a bearer token; a user; a certificate of the authority; one of another.
        let statuses: [Int]
    }

    private static let hash = "$2b$04$abcdefghijklmnopqrstuuFmEfrkTQnczNzw475xE2VhDrK1uwJiC"
    private static let token = "ingest-token-0123456789"
    private static let tokens = "{authorization: [{credentials: \(token)}]}"
    private static let tls = "cert_file: server.pem, key_file: server.key"
    private static let mutual = "\(tls), client_ca_file: ca.pem, client_auth_type: RequireAndVerifyClientCert"

    static let cases: [Case] = [
        Case(testDescription: "nothing, on loopback", web: nil, statuses: [200, 200, 200, 0, 0]),
        Case(testDescription: "tokens", bridge: tokens, web: nil, statuses: [401, 200, 401, 0, 0]),
        Case(testDescription: "users", web: "basic_auth_users: {am: \(hash)}", statuses: [401, 401, 200, 0, 0]),
        Case(
            testDescription: "tokens go before users", bridge: tokens, web: "basic_auth_users: {am: \(hash)}",
            statuses: [401, 200, 401, 0, 0]),
        Case(testDescription: "TLS", web: "tls_server_config: {\(tls)}", statuses: [200, 200, 200, 200, 200]),
        Case(testDescription: "certificates", web: "tls_server_config: {\(mutual)}", statuses: [0, 0, 0, 200, 0]),
        Case(
            testDescription: "certificates with an allowed name",
            web: "tls_server_config: {\(mutual), client_allowed_sans: [prometheus.example.org]}",
            statuses: [0, 0, 0, 200, 0]),
        Case(
            testDescription: "certificates with another name",
            web: "tls_server_config: {\(mutual), client_allowed_sans: [alertmanager.example.org]}",
            statuses: [0, 0, 0, 0, 0]),
        Case(
            testDescription: "certificates and tokens", bridge: tokens, web: "tls_server_config: {\(mutual)}",
            statuses: [0, 0, 0, 401, 0]),
    ]

    @Test(arguments: cases)
    func `a delivery is taken from whom the configuration names`(entry: Case) async throws {
        try await LiveBridge.serving({ _ in "bridge: \(entry.bridge)" }, web: entry.web) { bridge async throws in
            let isTLS = entry.web?.contains("tls_server_config") ?? false
            let url = "\(isTLS ? "https" : "http")://127.0.0.1:\(bridge.port)/trigger"
            let senders: [[String]] = [
                [], ["--header", "Authorization: Bearer \(Self.token)"], ["--user", "am:right"],
                certificate("client"), certificate("stranger"),
            ]
            for (sender, status) in zip(senders, entry.statuses) {
                // Without TLS a certificate is never shown: it is another sender of nothing.
                if !isTLS, sender.first == "--cert" { continue }
                let curl = Curl(
                    arguments: ["--cacert", Fixtures.url("web/tls/ca.pem").path(), "--json", #"{"alerts": []}"#]
                        + sender)
                #expect(try await curl.get(url).status == status, "\(sender)")
            }
        }
    }

    private func certificate(_ name: String) -> [String] {
        let path = Fixtures.url("web/tls/\(name)").path()
        return ["--cert", path + ".pem", "--key", path + ".key"]
    }
}
