import Hummingbird
import Testing
import TestSupport

@testable import Monitor

/// All that calls servers keeps to `tls_config` in the same way.
struct OutgoingTLSCallerTests {
    @Test func `everybody shows the certificate that its section names, and trusts whom it names`() async throws {
        let certificates = try await TestCertificates.all()
        try await FakeServer { _ in Response(status: .forbidden) }.run { url async throws in
            let front = try await TLSFront(of: url, with: certificates, clients: "ca.pem")
            let section = ", " + certificates.section(certificates.identity("client"))
            for caller in OutgoingTLSCaller.all {
                let without = try await caller.call(front.url, "")
                #expect(without.contains("name the certificates to trust in ca_file"), "\(caller.name): \(without)")
                let with = try await caller.call(front.url, section)
                #expect(with.contains("403"), "\(caller.name): \(with)")
            }
            try await front.stop()
        }
    }

    @Test(
        arguments: [
            (
                "cert_file: /x.pem",
                "key \"key_file\" is missing"
            ),
            ("key_file: /x.key", "key \"cert_file\" is missing"),
            (
                "insecure_skip_verify: true",
                "\"insecure_skip_verify\" must not be true, for then anybody could answer: name the server's own certificate in ca_file"
            ),
            (
                "server_name: 'https://h'",
                "\"server_name\" must be a name such as prometheus.example.com, without scheme and port"
            ), ("min_version: TLS9", "\"min_version\" must be one of TLS10, TLS11, TLS12, TLS13"),
        ])
    func `a section that cannot be meant is a mistake`(keys: String, expected: String) {
        let error = #expect(throws: InvalidConfiguration.self) {
            try Configuration(text: "prometheus: {url: 'http://h', tls_config: {\(keys)}}")
        }
        #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
    }

    @Test func `files that cannot be what they should are found before a call, and by the bridge only`() async throws {
        let certificates = try await TestCertificates.all()
        let pem = certificates.path("client.pem")
        let key = certificates.path("client.key")
        let locked = certificates.path("locked.key")
        let cases = [
            ("ca_file: /nowhere.pem", "\"ca_file\" names a file that cannot be read: /nowhere.pem"),
            ("ca_file: \(key)", "\"ca_file\" must name a file that holds a CERTIFICATE in PEM: \(key)"),
            (
                "cert_file: \(key), key_file: \(pem)",
                "\"cert_file\" must name a file that holds a CERTIFICATE in PEM: \(key)"
            ),
            (
                "cert_file: \(pem), key_file: \(pem)",
                "\"key_file\" must name a file that holds a PRIVATE KEY in PEM: \(pem)"
            ),
            (
                "cert_file: \(pem), key_file: \(locked)",
                "\"key_file\" names a file with a passphrase, for which nobody can be asked: \(locked)"
            ),
        ]
        let folder = try TemporaryFolder()
        for (keys, expected) in cases {
            let file = try folder.write("prometheus: {url: 'http://h', tls_config: {\(keys)}}", to: "modelwatch.yml")
            let error = #expect(throws: InvalidConfiguration.self) {
                try ConfigurationReader(file: file, secretsOf: [.bridge]).read()
            }
            #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
            _ = try ConfigurationReader(file: file, secretsOf: [.models]).read()
        }
        let file = try folder.write(
            "prometheus: {url: 'http://h', \(certificates.section(certificates.identity("client")))}",
            to: "modelwatch.yml")
        _ = try ConfigurationReader(file: file, secretsOf: [.bridge]).read()
    }
}
