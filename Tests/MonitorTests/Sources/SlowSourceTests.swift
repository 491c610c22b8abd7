import Foundation
import NIOPosix
import Testing
import TestSupport
import Transfers

@testable import Monitor

/// What servers that hang do to models that need none of them.
struct SlowSourceTests {
    @Test func `models with slow servers keep those with files from nothing`() async throws {
        let server = try await RawServer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx,y\n", then: .hangs)
        let folder = Fixtures.packageRoot.appending(path: "examples/genres").path()
        let slow = (1...8).map {
            """
              - name: slow-\($0)
                reference: {path: "\(folder)/reference.parquet"}
                current: {path: "\(server.url)/\($0).csv", timeout: 1h}
            """
        }
        let text = """
            global: {evaluation_interval: 1s}
            models:
            \(slow.joined(separator: "\n"))
              - name: files
                reference: {path: "\(folder)/reference.parquet"}
                current: {path: "\(folder)/current.parquet"}
            """
        let storage = try TemporaryFolder()
        let address = "127.0.0.1:\(try await FreePort.next())"
        let exporter = try ChildProcess(
            BuiltProduct.modelwatch,
            ["exporter", "--config.file", storage.write(text, to: "m.yml"), "--web.listen-address", address],
            log: storage.url.appending(path: "log"))
        let client = HTTPClient(threads: .singleton)
        try await Eventually.holds(within: .seconds(30), "the model with files is evaluated") {
            let page = try? await client.send(HTTPClientRequest(url: "http://\(address)/metrics"))
            let text = page.map { String(decoding: $0.body, as: UTF8.self) } ?? ""
            return text.contains(#"modelwatch_source_up{model="files",source="current"} 1"#)
        }
        let start = ContinuousClock.now
        try await exporter.stop()
        #expect(start.duration(to: .now) < .seconds(15))
        try await server.stop()
    }
}
