import Foundation
import TestSupport

@testable import Monitor

/// Certificates that openssl makes for a test, in a folder that disappears with them.
final class TestCertificates: Sendable {
    /// `ca` signs `server` for 127.0.0.1.
    private static let server = """
        new="req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
        signed="-CA ca.pem -CAkey ca.key -addext basicConstraints=CA:FALSE"
        openssl $new -subj /CN=ca -keyout ca.key -out ca.pem
        openssl $new -subj /CN=server $signed -addext subjectAltName=IP:127.0.0.1 -keyout server.key -out server.pem

        """
    /// It signs `named` for registry.example and `client` as well; `old` is `ca` with its time over, and nobody knows who
    /// signed `stranger`.
    private static let others = """
        openssl x509 -in ca.pem -signkey ca.key -days 0 -out old.pem
        openssl $new -subj /CN=named $signed -addext subjectAltName=DNS:registry.example -keyout named.key -out named.pem
        openssl $new -subj /CN=client $signed -keyout client.key -out client.pem
        openssl $new -subj /CN=stranger -keyout stranger.key -out stranger.pem
        openssl ec -in client.key -aes128 -passout pass:secret -out locked.key
        """

    private let folder: TemporaryFolder

    private init(_ script: String) async throws {
        folder = try TemporaryFolder()
        _ = try await ChildProcess.output("/bin/sh", ["-ec", "cd \(folder.url.path()); \(script)"])
    }

    /// Those of a server.
    static func ofServer() async throws -> TestCertificates { try await TestCertificates(server) }

    /// Those of a server, and all others.
    static func all() async throws -> TestCertificates { try await TestCertificates(server + others) }

    var url: URL { folder.url }

    /// The path of a file such as `ca.pem`.
    func path(_ name: String) -> String { folder.path(name) }

    /// The section that trusts `ca`, with further keys, in YAML's flow style.
    func section(_ more: String...) -> String {
        "tls_config: {" + (["ca_file: \(path("ca.pem"))"] + more).joined(separator: ", ") + "}"
    }

    /// The keys that show a certificate.
    func identity(_ name: String) -> String {
        "cert_file: \(path(name + ".pem")), key_file: \(path(name + ".key"))"
    }
}
