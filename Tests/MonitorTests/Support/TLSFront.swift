import Foundation
import NIOPosix
import TestSupport
import Transfers

@testable import Monitor

/// TLS in front of a server of a test, with a certificate that no system trusts.
final class TLSFront: Sendable {
    /// Passes on what it decrypts, one thread for each connection and direction. Whoever is refused is heard to the end,
    /// so that the reason arrives.
    private static let script = """
        import socket, ssl, sys, threading
        port, target, certificate, authority, version = sys.argv[1:]
        def copy(source, sink):
            try:
                while data := source.recv(65536):
                    sink.sendall(data)
                sink.shutdown(socket.SHUT_WR)
            except OSError:
                pass
        def refuse(outer):
            raw = socket.socket(fileno=outer.detach())
            raw.shutdown(socket.SHUT_WR)
            while raw.recv(65536):
                pass
        def serve(client):
            outer = context.wrap_socket(client, server_side=True, do_handshake_on_connect=False)
            try:
                outer.do_handshake()
            except OSError:
                return refuse(outer)
            inner = socket.create_connection(("127.0.0.1", int(target)))
            threading.Thread(target=copy, args=(outer, inner), daemon=True).start()
            copy(inner, outer)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate + ".pem", certificate + ".key")
        context.maximum_version = ssl.TLSVersion[version]
        if authority:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(authority)
        with socket.create_server(("127.0.0.1", int(port))) as listener:
            print("listening", flush=True)
            while True:
                threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
        """

    /// Where it listens.
    let url: String
    let certificates: TestCertificates
    private let server: ChildProcess

    /// Starts it before the server at a URL, and waits until it listens.
    ///
    /// - Parameters:
    ///   - certificates: Those that it is given; its own if nil.
    ///   - certificate: The one that it shows.
    ///   - clients: The file with whom clients' certificates must be signed by; nil to ask for none.
    ///   - version: The newest version that it speaks, in Python's words.
    init(
        of target: String, with certificates: TestCertificates? = nil, as certificate: String = "server",
        clients: String? = nil, version: String = "TLSv1_3"
    ) async throws {
        if let certificates { self.certificates = certificates } else { self.certificates = try await .ofServer() }
        let port = try await FreePort.next()
        url = "https://127.0.0.1:\(port)"
        let targetPort = String(target.split(separator: ":").last ?? "")
        server = try ChildProcess(
            "/usr/bin/python3",
            ["-c", Self.script, "\(port)", targetPort, certificate, clients ?? "", version],
            folder: self.certificates.url, log: self.certificates.url.appending(path: "log-\(port)"))
        try await Eventually.holds(within: .seconds(20), "the front listens") { self.server.output != "" }
    }

    /// The setting that trusts its certificate, in YAML's flow style.
    var trust: String { certificates.section() }

    func stop() async throws {
        try await server.stop()
    }
}
