import Foundation
import Testing

@testable import Monitor

/// The examples of RFC 6901, section 5, and what stands beside them.
struct JSONPointerTests {
    private static let document =
        #"{"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8, "t": true}"#

    @Test(
        arguments: [
            ("/foo/0", "bar"), ("/foo/1", "baz"), ("/foo/2", nil), ("/foo/x", nil), ("/foo", nil), ("", nil),
            ("/", "0"), ("/a~1b", "1"), ("/c%d", "2"), ("/e^f", "3"), ("/g|h", "4"), ("/i\\j", "5"), ("/k\"l", "6"),
            ("/ ", "7"), ("/m~0n", "8"), ("/t", "true"), ("/none/at/all", nil),
        ] as [(String, String?)])
    func `a pointer leads to its value`(pointer: String, text: String?) throws {
        let document = try JSONDecoder().decode(JSONValue.self, from: Data(Self.document.utf8))
        #expect(try #require(JSONPointer(pointer)).text(in: document) == text)
    }

    @Test func `a pointer begins with a slash`() {
        for text in ["foo", "$.foo", "#/foo"] { #expect(JSONPointer(text) == nil) }
    }
}
