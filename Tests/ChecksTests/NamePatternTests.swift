import Checks
import Testing

struct NamePatternTests {
    @Test(
        arguments: [
            ("mfcc_1", "mfcc_1", true), ("mfcc_1", "mfcc_10", false), ("mfcc_1", "MFCC_1", false),
            ("mfcc_*", "mfcc_", true), ("mfcc_*", "mfcc_13", true), ("mfcc_*", "xmfcc_1", false),
            ("mfcc_?", "mfcc_1", true), ("mfcc_?", "mfcc_13", false), ("mfcc_?", "mfcc_", false),
            ("*", "", true), ("*", "anything", true), ("**", "", true), ("", "", true), ("", "a", false),
            ("?", "", false), ("*_id", "user_id", true), ("*_id", "user_id_", false), ("*a*b*", "xxaxxbxx", true),
            ("*a*b*", "b a", false), ("a*b*c", "aXcYb", false), ("a*a", "a", false), ("a*a", "aa", true),
            ("*aab", "aaaab", true),
            ("*?", "", false), ("?*?", "ab", true), ("[ab]", "a", false), ("[ab]", "[ab]", true), (".", "x", false),
            ("größe_*", "größe_1", true), ("?", "🎸", true), ("*\n*", "two\nlines", true),
        ])
    func `a star is any characters, a question mark one, all else itself`(
        pattern: String, name: String, matches: Bool
    ) {
        #expect(NamePattern(pattern).matches(name) == matches)
    }

    @Test func `many stars take no longer than few`() {
        let pattern = String(repeating: "*a", count: 30) + "b"
        #expect(!NamePattern(pattern).matches(String(repeating: "a", count: 2000)))
    }
}
