import Foundation
import HTTPTypes
import Hummingbird
import NIOPosix
import Synchronization
import Testing
import TestSupport

@testable import Monitor
@testable import Transfers

/// What a call does with each key of `tls_config`, against real servers.
struct OutgoingTLSTests {
    private static func client(_ tls: TLSClientConfiguration) -> HTTPClient {
        HTTPClient(threads: .singleton).secured(by: tls)
    }

    /// Why the call cannot be made; nil if it can.
    private static func complaint(_ tls: TLSClientConfiguration, _ url: String) async -> String? {
        do {
            _ = try await client(tls).send(HTTPClientRequest(url: url))
            return nil
        } catch HTTPClientError.unreachable(let reason) {
            return reason
        } catch {
            return "another error: \(error)"
        }
    }

    @Test func `each failure tells the server, the file and what to do`() async throws {
        let certificates = try await TestCertificates.all()
        let ca = certificates.path("ca.pem")
        let stranger = certificates.path("stranger.pem")
        try await FakeServer { _ in Response(status: .ok) }.run { url async throws in
            let front = try await TLSFront(of: url, with: certificates, version: "TLSv1_2")
            let server = "(the server is \(front.url.dropFirst(8)))"
            let cases: [(TLSClientConfiguration, String)] = [
                (.init(), "\(server): name the certificates to trust in ca_file"),
                (
                    .init(certificateAuthority: stranger),
                    "\(server): \(stranger) must hold the certificate that signed the server's"
                ),
                (
                    .init(certificateAuthority: certificates.path("old.pem")),
                    "SSL certificate problem: certificate has expired \(server): renew its certificate, or the one that "
                        + "signed it in \(certificates.path("old.pem"))"
                ),
                (.init(certificateAuthority: "/nowhere.pem"), "/nowhere.pem"),
                (
                    .init(certificateAuthority: ca, serverName: "other.example"),
                    "as other.example): give the name that its certificate is made out to as server_name"
                ),
                (
                    .init(certificateAuthority: ca, minimumVersion: .tls13),
                    "\(server): it speaks no TLS from min_version TLS13 on"
                ),
                (
                    .init(
                        certificateAuthority: ca, certificate: certificates.path("client.pem"),
                        key: certificates.path("stranger.key")),
                    "\(server): check cert_file and key_file, \(certificates.path("client.pem")) and "
                        + "\(certificates.path("stranger.key")): PEM that belongs together"
                ),
                (
                    .init(
                        certificateAuthority: ca, certificate: certificates.path("client.pem"),
                        key: certificates.path("locked.key")), "check cert_file and key_file"
                ),
            ]
            for (tls, expected) in cases {
                let complaint = await Self.complaint(tls, front.url + "/x?token=s3cret")
                #expect(complaint?.contains(expected) == true, "\(complaint ?? "none")")
                #expect(complaint?.contains("s3cret") == false)
            }
            #expect(await Self.complaint(.init(certificateAuthority: ca), front.url) == nil)
            let plain = await Self.complaint(.init(), url.replacing("http:", with: "https:"))
            #expect(plain?.contains("perhaps it does not speak https") == true, "\(plain ?? "none")")
            try await front.stop()
        }
    }

    @Test(arguments: ["TLSv1_2", "TLSv1_3"])
    func `a certificate of ours is shown, and read for each call`(version: String) async throws {
        let certificates = try await TestCertificates.all()
        let certificate = certificates.path("mine.pem")
        let key = certificates.path("mine.key")
        let use = { @Sendable (name: String) throws in
            for (kind, file) in [("pem", certificate), ("key", key)] {
                let content = try Data(contentsOf: URL(filePath: certificates.path("\(name).\(kind)")))
                try content.write(to: URL(filePath: file))
            }
        }
        let ca = certificates.path("ca.pem")
        try await FakeServer { _ in Response(status: .ok) }.run { url async throws in
            let front = try await TLSFront(of: url, with: certificates, clients: "ca.pem", version: version)
            let none = await Self.complaint(.init(certificateAuthority: ca), front.url)
            #expect(none?.hasSuffix(": it may want a certificate of ours: give cert_file and key_file") == true)
            let tls = TLSClientConfiguration(certificateAuthority: ca, certificate: certificate, key: key)
            try use("stranger")
            let wrong = await Self.complaint(tls, front.url)
            #expect(
                wrong?.hasSuffix(": it does not take our certificate, \(certificate) and \(key)") == true,
                "\(wrong ?? "none")")
            try use("client")
            #expect(await Self.complaint(tls, front.url) == nil)
            try await front.stop()
        }
    }

    @Test func `a server is called under the name of its certificate, and hears the one of its URL`() async throws {
        let certificates = try await TestCertificates.all()
        let heard = Mutex<[String]>([])
        let server = FakeServer { call in
            heard.withLock { $0.append(call.authority) }
            return call.path == "/a" ? Response(status: .found, headers: [.location: "/b?c=d"]) : Response(status: .ok)
        }
        try await server.run { url async throws in
            let front = try await TLSFront(of: url, with: certificates, as: "named")
            let host = String(front.url.dropFirst(8))
            let other = await Self.complaint(.init(certificateAuthority: certificates.path("ca.pem")), front.url)
            #expect(other?.contains("(the server is \(host)): give the name") == true, "\(other ?? "none")")
            let client = Self.client(
                .init(certificateAuthority: certificates.path("ca.pem"), serverName: "registry.example"))
            let response = try await client.send(HTTPClientRequest(url: front.url + "/a"))
            #expect(response.redirect == front.url + "/b?c=d")
            #expect(heard.withLock { $0 } == [host])
            try await front.stop()
        }
    }

    @Test func `another name leads nowhere where calls may not go`() async {
        let client = EngineClient(
            engine: "It", url: "https://169.254.169.254", timeout: .seconds(2),
            client: Self.client(.init(serverName: "registry.example")))
        let error = await #expect(throws: EngineError.self) { try await client.get("/latest") }
        #expect(error == .forbidden(engine: "It", "calls to the address 169.254.169.254 are denied"))
    }

    @Test(
        arguments: [
            ("https://h", "name:443:h:443", "h", "https://name"),
            ("https://h:443/x", "name:443:h:443", "h", "https://name:443/x"),
            ("HTTPS://me:p@h:8443?a=b@c", "name:8443:h:8443", "h:8443", "https://me:p@name:8443?a=b@c"),
            ("https://[::1]:9/../x", "name:9:[::1]:9", "[::1]:9", "https://name:9/../x"),
            ("https://[::1]/", "name:443:[::1]:443", "[::1]", "https://name/"),
        ])
    func `the name takes the place of the server in a URL`(
        url: String, connection: String, host: String, renamed: String
    )
        throws
    {
        let server = try #require(RenamedServer(url, name: "name"))
        #expect(server.connection == connection)
        #expect(server.host == host)
        #expect(server.url == renamed)
        #expect(server.restored("https://elsewhere/x") == "https://elsewhere/x")
        #expect(server.restored(server.url) == url.replacing("HTTPS", with: "https"))
        #expect(RenamedServer(url, name: "::2")?.url == renamed.replacing("name", with: "[::2]"))
        #expect(RenamedServer("http://h/", name: "name") == nil)
    }
}
