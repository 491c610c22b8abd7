import Foundation
import NIOPosix
import TestSupport
import Transfers

@testable import Monitor

/// TLS in front of a server of a test, with a certificate that no system trusts.
final class TLSFront: Sendable {
    /// Passes on what it decrypts, one thread for each connection and direction.
    private static let script = """
        import socket, ssl, sys, threading
        def copy(source, sink):
            try:
                while data := source.recv(65536):
                    sink.sendall(data)
                sink.shutdown(socket.SHUT_WR)
            except OSError:
                pass
        def serve(client):
            try:
                outer = context.wrap_socket(client, server_side=True)
            except OSError:
                return
            inner = socket.create_connection(("127.0.0.1", int(sys.argv[2])))
            threading.Thread(target=copy, args=(outer, inner), daemon=True).start()
            copy(inner, outer)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain("cert.pem", "key.pem")
        with socket.create_server(("127.0.0.1", int(sys.argv[1]))) as listener:
            while True:
                threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
        """

    /// Where it listens.
    let url: String
    private let folder: TemporaryFolder
    private let server: ChildProcess

    /// Starts it before the server at a URL, and waits until it listens.
    init(of target: String) async throws {
        folder = try TemporaryFolder()
        _ = try await ChildProcess.output(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=test", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder.path("key.pem"),
                "-out", folder.path("cert.pem"),
            ])
        let port = try await FreePort.next()
        url = "https://127.0.0.1:\(port)"
        let targetPort = String(target.split(separator: ":").last ?? "")
        server = try ChildProcess(
            "/usr/bin/python3", ["-c", Self.script, "\(port)", targetPort], folder: folder.url,
            log: folder.url.appending(path: "log"))
        let probe = HTTPClientRequest(url: url)
        let client = HTTPClient(threads: .singleton).trusting(folder.path("cert.pem"))
        try await Eventually.holds(within: .seconds(20), "the front answers") {
            (try? await client.send(probe)) != nil
        }
    }

    /// The setting that trusts its certificate, in YAML's flow style.
    var trust: String { "tls_config: {ca_file: \(folder.path("cert.pem"))}" }

    func stop() async throws {
        try await server.stop()
    }
}
