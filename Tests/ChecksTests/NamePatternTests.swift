import Checks
import Testing

struct NamePatternTests {
    @Test(
        arguments: [
            ("mfcc_*", "mfcc_1", true), ("mfcc_*", "mfcc_", true), ("mfcc_*", "xmfcc_1", false), ("*", "", true),
            ("*", "anything", true), ("a?c", "abc", true), ("a?c", "ac", false), ("*_id", "request_id", true),
            ("*_id", "request_ids", false), ("a*b*c", "aXbYbZc", true), ("a*b*c", "aXcYb", false), ("", "", true),
            ("", "a", false), ("größe_*", "größe_x", true), ("**", "x", true),
        ] as [(String, String, Bool)])
    func `a star stands for any characters, a question mark for one`(pattern: String, name: String, matches: Bool) {
        #expect(NamePattern(pattern).matches(name) == matches)
    }

    @Test func `a pattern of many stars ends in time`() {
        let pattern = NamePattern(String(repeating: "*a", count: 50) + "b")
        #expect(!pattern.matches(String(repeating: "a", count: 2000)))
    }
}
