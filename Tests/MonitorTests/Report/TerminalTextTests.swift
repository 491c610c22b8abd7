import Testing
import TestSupport

@testable import Monitor

/// Text of others on a terminal.
struct TerminalTextTests {
    @Test(
        arguments: [
            ("plain", "plain"), ("größe 日本語 🎸", "größe 日本語 🎸"), ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
            ("\u{1B}[31mred", "\\u{1b}[31mred"), ("\u{9B}31m", "\\u{9b}31m"), ("\u{0}\u{7F}", "\\u{0}\\u{7f}"),
            ("\u{202E}live", "\\u{202e}live"), ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"),
            ("a\u{2028}b", "a\\u{2028}b"), ("\u{FEFF}a\u{200B}b", "\\u{feff}a\\u{200b}b"),
            ("👨‍👩‍👧", "👨‍👩‍👧"), ("نمی‌خواهم", "نمی‌خواهم"), ("\u{E000}", "\\u{e000}"), ("", ""),
        ])
    func `what a terminal would obey is written out`(text: String, shown: String) {
        #expect(text.printable == shown)
    }

    @Test func `nothing of any text is obeyed`() {
        let obeyed = ((0 as UInt32)...0x2_FFFF).compactMap(Unicode.Scalar.init).filter { scalar in
            "a\(scalar)b".printable.unicodeScalars.contains { $0.isObeyed }
        }
        #expect(obeyed.isEmpty)
    }

    @Test(
        arguments: [
            ("abc", 3), ("日本", 4), ("é", 1), ("e\u{301}", 1), ("🎸", 2), ("👨‍👩‍👧", 2), ("한글", 4), ("☃\u{FE0F}", 2), ("☃", 1),
            ("", 0), ("مرحبا", 5), ("\u{301}", 0),
        ])
    func `width is counted in cells of a terminal`(text: String, width: Int) {
        #expect(text.displayWidth == width)
    }

    @Test func `a long name keeps its beginning and its end`() {
        #expect("abcdefghij".shortened(to: 10) == "abcdefghij")
        #expect("abcdefghijk".shortened(to: 10) == "abcde…hijk")
        #expect("abc".shortened(to: 1) == "…")
    }

    @Test func `no text is wider than it may be`() {
        var generator = SplitMix64(seed: 11)
        let characters: [Character] = ["a", "日", "🎸", "é", "e\u{301}", "\u{301}", "-"]
        for _ in 0..<500 {
            let text = String(
                (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                    characters[Int.random(in: characters.indices, using: &generator)]
                })
            let width = Int.random(in: 1...30, using: &generator)
            let short = text.shortened(to: width)
            #expect(short.displayWidth <= width)
            #expect(short == text || text.displayWidth > width)
        }
    }

    @Test func `rows of a table end where the others do, whatever is in them`() {
        let table = TextTable(
            header: ["name", "value", "end"],
            rows: [
                ["a\nb", "1", "|"], ["日本", "22", "|"], [String(repeating: "x", count: 1_000_000), "3", "|"],
                ["", "-", "|"],
                ["\u{1B}]0;title\u{7}", "4", "|"],
            ], rightAligned: [1])
        let lines = table.text.split(separator: "\n").map(String.init)
        #expect(lines.count == 6)
        let widths = Set(lines.dropFirst().map(\.displayWidth))
        #expect(widths.count == 1)
        #expect(widths.first ?? 0 < 60)
    }

    @Test func `of very many lines the first are shown`() {
        let text = ReportLines((0..<120).map { "line \($0)\n" }).text
        #expect(text.split(separator: "\n").count == 51)
        #expect(text.hasPrefix("  line 0\\n\n"))
        #expect(text.hasSuffix("  and 70 more like these\n"))
        #expect(ReportLines([]).text.isEmpty)
    }
}
