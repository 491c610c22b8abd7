import Checks
import Dataset
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Testing
import TestSupport
import Transfers

@testable import Monitor

/// Data that a web server hands out.
struct HTTPSourceTests {
    private static let csv = "x,genre\n1,rock\n2,blues\n3,rock\n"

    @Test func `what has a tag is fetched again only when the tag changed`() async throws {
        let server = FakeServer { call in
            let tag = "\"one\""
            if call.headers[.ifNoneMatch] == tag { return Response(status: .notModified) }
            return Response(
                status: .ok, headers: [.eTag: tag, .lastModified: "Sun, 06 Nov 1994 08:49:37 GMT"],
                body: .init(byteBuffer: ByteBuffer(string: Self.csv)))
        }
        try await server.run { url async throws in
            let copies = DatasetCopies.temporary()
            let location = try DatasetLocation.configured("path: '\(url)/data/x.csv?token=hunter2'")
            let first = try await copies.look(location)
            #expect(first.newestModification == Date(timeIntervalSince1970: 784_111_777))
            #expect(try await copies.rowCount(location) == 3)
            #expect(try await copies.look(location) == first)
            #expect(try await copies.rowCount(location) == 3)
            #expect(location.path == "\(url)/data/x.csv" && !first.text.contains("hunter2"))
        }
        #expect(server.calls.map(\.path) == ["/data/x.csv?token=hunter2", "/data/x.csv?token=hunter2"])
    }

    @Test func `a server that gives a time, or nothing, is asked accordingly`() async throws {
        let time = "Sun, 06 Nov 1994 08:49:37 GMT"
        let server = FakeServer { call in
            if call.headers[.ifModifiedSince] == time { return Response(status: .notModified) }
            let headers: HTTPFields = call.path == "/timed.csv" ? [.lastModified: time] : [:]
            return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: Self.csv)))
        }
        try await server.run { url async throws in
            let copies = DatasetCopies.temporary()
            for name in ["timed.csv", "plain.csv"] {
                let location = try DatasetLocation.configured("path: \(url)/\(name)")
                let first = try await copies.look(location)
                #expect(try await copies.look(location) == first, "\(name)")
            }
        }
        #expect(server.calls.count == 4)
    }

    @Test func `an evaluation compares what two servers hand out`() async throws {
        let server = FakeServer { _ in Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: Self.csv))) }
        try await server.run { url async throws in
            let model = try ModelConfiguration.comparing("\(url)/a.csv", "\(url)/b.csv")
            let evaluation = try await model.evaluated()
            #expect(evaluation.rows.current.rowCount == 3)
            #expect(evaluation.columns.count == 2)
        }
    }

    @Test func `credentials come from files and stay with their host`() async throws {
        let folder = try TemporaryFolder()
        let token = try folder.write("s3cret\n", to: "token")
        let other = FakeServer { _ in Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: Self.csv))) }
        try await other.run { elsewhere async throws in
            let target = elsewhere.replacing("127.0.0.1", with: "localhost")
            let server = FakeServer { call in
                guard call.headers[.authorization] == "Bearer s3cret" else { return Response(status: .unauthorized) }
                return Response(status: .found, headers: [.location: target + "/x.csv"])
            }
            try await server.run { url async throws in
                let copies = DatasetCopies.temporary()
                let keys = "path: \(url)/x.csv, authorization: {credentials_file: \(token)}"
                let closed = try await copies.complaint(try DatasetLocation.configured(keys))
                #expect(closed.contains("redirects to localhost: list it under redirect_hosts if that is right"))
                let open = try DatasetLocation.configured(keys + ", redirect_hosts: [localhost]")
                #expect(try await copies.rowCount(open) == 3)
                let nobody = try await copies.complaint(try DatasetLocation.configured("path: \(url)/x.csv"))
                #expect(
                    nobody == "cannot fetch \(url)/x.csv: the server answers 401: check the credentials under "
                        + "basic_auth or authorization")
            }
        }
        #expect(other.calls.count == 1 && other.calls[0].headers[.authorization] == nil)
    }

    @Test(
        arguments: [
            ("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx,y\n1,2\n", "with 92 bytes remaining to read"),
            ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "is empty"),
            (
                "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
                "the server answers 404: nothing is there under this URL"
            ),
            ("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", "the server answers 503: it cannot serve now"),
            ("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", "answers 302 without saying where to go"),
            ("HTTP/1.1 302 Found\r\nLocation: /x.csv\r\nContent-Length: 0\r\n\r\n", "redirects more than 10 times"),
            (
                "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n",
                "without saying where to go"
            ),
            (
                "HTTP/1.1 200 OK\r\nContent-Length: 51\r\n\r\n<html><head><title>Login</title></head><body></body>",
                #"it is an HTML page titled "Login", perhaps of a login"#
            ),
            ("SSH-2.0-OpenSSH_9.2\r\n", "cannot fetch"),
        ] as [(String, String)])
    func `what is no data is named with its reason`(answer: String, reason: String) async throws {
        let server = try await RawServer(answer)
        let location = try DatasetLocation.configured("path: \(server.url)/x.csv")
        let complaint = try await DatasetCopies.temporary().complaint(location)
        #expect(complaint.contains(reason), "\(complaint)")
        #expect(complaint.contains("/x.csv"))
        try await server.stop()
    }

    @Test func `a server that hangs is given up after the timeout, or when told to stop`() async throws {
        let server = try await RawServer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx,y\n", then: .hangs)
        let hasty = try DatasetLocation.configured("path: \(server.url)/x.csv, timeout: 300ms")
        #expect(try await DatasetCopies.temporary().complaint(hasty).contains("Timeout was reached"))
        let patient = try DatasetLocation.configured("path: \(server.url)/x.csv, timeout: 1h")
        let cancellation = Cancellation()
        async let stop: Void = {
            try await Task.sleep(for: .milliseconds(200))
            cancellation.cancel()
        }()
        await #expect(throws: DatasetError.cancelled) {
            try await DatasetCopies.temporary().look(patient, cancellation)
        }
        try await stop
        try await server.stop()
    }

    @Test func `what is larger than allowed is refused`() async throws {
        let server = try await RawServer("HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "1,2\n", count: 1000))
        let location = try DatasetLocation.configured("path: \(server.url)/x.csv, max_bytes: 1KB")
        let complaint = try await DatasetCopies.temporary().complaint(location)
        #expect(complaint.contains("/x.csv is larger than 1024 bytes: set max_bytes to more if that is right"))
        try await server.stop()
    }

    @Test func `a name that nobody knows and a port that nobody serves are told`() async throws {
        let copies = DatasetCopies.temporary()
        let unknown = try await copies.complaint(try .configured("path: 'http://nowhere.invalid/x.csv'"))
        #expect(unknown.contains("Could not resolve host: nowhere.invalid"), "\(unknown)")
        let port = try await FreePort.next()
        let closed = try await copies.complaint(try .configured("path: 'http://127.0.0.1:\(port)/x.csv'"))
        #expect(closed.contains("Connection refused") || closed.contains("Couldn't connect"), "\(closed)")
    }

    /// A fetch that fails leaves the copy, but it is not what the next evaluation rests on.
    @Test func `a server that is gone is a fault although there is a copy`() async throws {
        let server = try await RawServer("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 8\r\n\r\nx,y\n1,2\n")
        let copies = DatasetCopies.temporary()
        let location = try DatasetLocation.configured("path: \(server.url)/x.csv")
        let identity = try await copies.look(location)
        #expect(try await copies.rowCount(location) == 1)
        // Somebody else who gave up has found out nothing.
        let cancellation = Cancellation()
        cancellation.cancel()
        await #expect(throws: DatasetError.self) { try await copies.look(location, cancellation) }
        #expect(try await copies.rowCount(location) == 1)
        try await server.stop()
        await #expect(throws: DatasetError.self) { try await copies.look(location) }
        // All who ask are told, until the next look.
        for _ in 0..<2 { #expect(try await copies.complaint(location).contains("cannot fetch")) }
        #expect(identity.text.hasSuffix("etag \"1\""))
    }

    @Test func `the URL may be kept in a file`() async throws {
        let server = FakeServer { _ in Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: Self.csv))) }
        let folder = try TemporaryFolder()
        try await server.run { url async throws in
            let file = try folder.write(url + "/x.csv?signature=hunter2\n", to: "url")
            let location = try DatasetLocation.configured("path_file: \(file)")
            #expect(try await DatasetCopies.temporary().rowCount(location) == 3)
            #expect(location.path == "the URL in \(file)")
        }
        #expect(server.calls.map(\.path) == ["/x.csv?signature=hunter2"])
    }

    @Test func `a certificate must be one that is trusted`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.csv, to: "x.csv")
        _ = try await ChildProcess.output(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test", "-addext",
                "subjectAltName=IP:127.0.0.1", "-keyout", folder.path("key.pem"), "-out", folder.path("cert.pem"),
            ])
        let port = try await FreePort.next()
        let script = """
            import http.server, ssl
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain("cert.pem", "key.pem")
            server = http.server.HTTPServer(("127.0.0.1", \(port)), http.server.SimpleHTTPRequestHandler)
            server.socket = context.wrap_socket(server.socket, server_side=True)
            server.serve_forever()
            """
        let server = try ChildProcess(
            "/usr/bin/python3", ["-c", script], folder: folder.url, log: folder.url.appending(path: "log"))
        let keys = "path: 'https://127.0.0.1:\(port)/x.csv'"
        let trusting = try DatasetLocation.configured(keys + ", tls_config: {ca_file: \(folder.path("cert.pem"))}")
        try await Eventually.holds(within: .seconds(20), "the server answers") {
            (try? await DatasetCopies.temporary().look(trusting)) != nil
        }
        #expect(try await DatasetCopies.temporary().rowCount(trusting) == 3)
        let complaint = try await DatasetCopies.temporary().complaint(try .configured(keys))
        #expect(complaint.contains("SSL certificate problem"), "\(complaint)")
        try await server.stop()
        let plain = try await RawServer("HTTP/1.1 200 OK\r\n\r\n")
        let secure = plain.url.replacing("http:", with: "https:")
        #expect(try await DatasetCopies.temporary().complaint(.configured("path: \(secure)/x.csv")).contains("SSL"))
        try await plain.stop()
    }
}
