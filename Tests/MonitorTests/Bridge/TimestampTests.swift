import Foundation
import Testing

@testable import Monitor

struct TimestampTests {
    @Test(
        arguments: [
            ("2026-11-20T23:45:30.449225Z", 1_795_218_330.449225), ("1970-01-01T00:00:00Z", 0),
            ("2026-11-20T23:45:30Z", 1_795_218_330), ("2026-11-21T01:45:30+02:00", 1_795_218_330),
            ("2026-11-20T18:15:30.5-05:30", 1_795_218_330.5), ("2024-02-29T12:00:00Z", 1_709_208_000),
            ("2026-11-20T23:45:30.123456789Z", 1_795_218_330.123456789),
        ] as [(String, Double)])
    func `times are read as Go writes them`(text: String, seconds: Double) throws {
        let date = try #require(Timestamp.parse(text))
        #expect(abs(date.timeIntervalSince1970 - seconds) < 1e-6)
    }

    @Test(
        arguments: [
            "", "0001-01-01T00:00:00Z", "2026-11-20", "2026-11-20T23:45:30", "2026-13-20T23:45:30Z",
            "2026-11-20T24:45:30Z", "2026-11-20T23:45:30Zx", "2026-11-20 23:45:30Z", "+026-11-20T23:45:30Z", "é",
        ])
    func `anything else is no time, and neither is Go's zero time`(text: String) {
        #expect(Timestamp.parse(text) == nil)
    }

    @Test func `what is written reads back`() throws {
        let text = "2026-11-20T22:51:03.487Z"
        #expect(Timestamp.text(try #require(Timestamp.parse(text))) == text)
    }
}
