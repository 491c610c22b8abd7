import Checks
import Foundation
import Hummingbird
import NIOCore
import Testing

@testable import Monitor

/// Windows of data that are text and come from elsewhere, with times that are numbers.
struct SourceWindowTests {
    /// Rows of 2,000 minutes before now in an order without meaning, each with the minutes since then.
    private static func text(_ format: String, now: Int) -> String {
        let rows = (0..<2000).map { index in
            let minutes = (index * 1237) % 2000
            let time = now - minutes * 60 - 1
            return format == "csv" ? "\(minutes),\(time)\n" : "{\"minutes\": \(minutes), \"seen_at\": \(time)}\n"
        }
        return (format == "csv" ? "minutes,seen_at\n" : "") + rows.joined()
    }

    @Test(arguments: ["csv", "jsonl"])
    func `a window has its rows, wherever they stand`(format: String) async throws {
        let now = TestClock.at("12:00:00")
        let text = Self.text(format, now: Int(now.timeIntervalSince1970))
        let server = FakeServer { _ in Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: text))) }
        try await server.run { url async throws in
            let configuration = try Configuration(
                text: """
                    models:
                      - name: m
                        reference: {path: \(url)/a.\(format)}
                        current: {path: \(url)/b.\(format), window: 1h}
                        columns: {timestamp: seen_at}
                    """)
            let evaluation = try await #require(configuration.models.first).evaluated(at: now)
            #expect(evaluation.rows.reference.rowCount == 2000 && evaluation.rows.current.rowCount == 60)
            #expect(evaluation.means(of: "minutes") == ["reference": 999.5, "current": 29.5])
        }
        #expect(server.calls.count == 2)
    }
}
