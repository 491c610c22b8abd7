import Testing
import TestSupport

@testable import Statistics

struct TextProfileTests {
    /// Everything that a profile holds, whatever numbers it gave to words and texts.
    private struct Content: Equatable {
        var rowCount, missingCount, level: Int
        var summary: TextSummary?
        var words: [UInt64: [Int]] = [:]
        var texts: [UInt64: [[UInt64]]] = [:]

        init(_ profile: TextProfile) {
            (rowCount, missingCount, level) = (profile.rowCount, profile.missingCount, profile.texts.level)
            summary = profile.summary(quantiles: [0, 0.3, 1])
            let vocabulary = profile.vocabulary
            let hashes = vocabulary.isShared ? vocabulary.texts.indices.map(UInt64.init) : vocabulary.hashes
            for (number, hash) in hashes.enumerated() where vocabulary.texts[number] > 0 {
                words[hash] = [vocabulary.occurrences[number], vocabulary.texts[number]]
            }
            var entries: [StoredTexts.Entry] = []
            for index in profile.texts.indices {
                profile.texts.read(index, into: &entries)
                texts[profile.texts.hash(index)] =
                    [[UInt64(profile.texts.rows(index))]] + entries.map { [hashes[$0.number], UInt64($0.count)] }
            }
        }
    }

    private static let peculiar: [String?] = [
        nil, "", " ", "a", "ok", "ok", "OK!", "naïve nai\u{308}ve", "日本語 日本語 テキスト", "👩‍👩‍👧 family", "İstanbul ΑΣ", nil,
    ]

    private static func rows(_ count: Int, seed: UInt64) -> [String?] {
        var source = RandomTexts(seed: seed, vocabulary: 300)
        return (0..<count).map { $0 % 3 == 0 ? peculiar[$0 / 3 % peculiar.count] : source.text() }
    }

    private static func profile(_ rows: [String?], mostBytes: Int = StoredTexts.mostBytes, batch: Int = .max) throws
        -> TextProfile
    {
        var profile = TextProfile(mostBytes: mostBytes)
        for start in stride(from: 0, to: rows.count, by: min(batch, max(1, rows.count))) {
            try profile.update(TestColumn.texts(Array(rows[start..<min(rows.count, start + min(batch, rows.count))])))
        }
        return profile
    }

    /// With room for all texts, and for a few of them.
    @Test(arguments: [StoredTexts.mostBytes, 4000], 0..<12)
    func `any split and order of the rows gives the same profile`(mostBytes: Int, seed: Int) throws {
        var generator = SplitMix64(seed: UInt64(seed))
        let rows = Self.rows(20 + seed * 40, seed: UInt64(seed))
        let whole = try Self.profile(rows, mostBytes: mostBytes)
        let expected = Content(whole)
        #expect((expected.level > 0) == (mostBytes == 4000 && rows.count > 100))
        let shuffled = rows.shuffled(using: &generator)
        #expect(Content(try Self.profile(shuffled, mostBytes: mostBytes, batch: 7)) == expected)
        var parts: [TextProfile] = []
        for part in 0..<4 {
            let own = shuffled.enumerated().filter { $0.offset % 4 == part }.map(\.element)
            parts.append(try Self.profile(own, mostBytes: mostBytes, batch: 11))
        }
        var merged = TextProfile(mostBytes: mostBytes)
        for part in parts.shuffled(using: &generator) { merged.merge(part) }
        #expect(Content(merged) == expected)
        let current = try Self.profile(Self.rows(60, seed: 99), mostBytes: mostBytes)
        let pairs = [whole, merged].compactMap { TextPair(reference: $0, current: current) }
        #expect(pairs.count == 2)
        #expect(pairs[0] == pairs[1])
    }

    @Test func `a dictionary, categories and plain strings give the same profile`() throws {
        let rows = ["the cat", nil, "the cat", "a dog", "", "the cat"]
        let expected = Content(try Self.profile(rows))
        var dictionary = TextProfile()
        try dictionary.update(TestColumn.dictionary([1, nil, 1, 0, 3, 1], of: ["a dog", "the cat", "unused", ""]))
        #expect(Content(dictionary) == expected)
        var withNullEntry = TextProfile()
        try withNullEntry.update(TestColumn.dictionary([1, 2, 1, 0, 3, 1], of: ["a dog", "the cat", nil, ""]))
        #expect(Content(withNullEntry) == expected)
        var categories = CategoricalProfile()
        try categories.update(TestColumn.texts(rows))
        #expect(try Content(TextProfile(&categories)) == expected)
        #expect(expected.rowCount == 6 && expected.missingCount == 1 && dictionary.distinctCount == 3)
    }

    @Test func `what is no text counts by its label`() throws {
        var profile = TextProfile()
        try profile.update(TestColumn.doubles([1.5, nil, .nan, .infinity, 20]))
        try profile.update(TestColumn.booleans([true, nil]))
        try profile.update(TestColumn.nulls(2))
        #expect(profile.rowCount == 9 && profile.missingCount == 5 && profile.infiniteCount == 1)
        #expect(profile.summary()?.distinctWordCount == 2)
        #expect(profile.summary()?.longest == 4)
    }

    /// Lengths and words of bytes that are not UTF-8 are those of the string that Swift makes of them.
    @Test func `any bytes are a text`() throws {
        var generator = SplitMix64(seed: 5)
        let leads: [UInt8] = [
            0x00, 0x41, 0x7F, 0x80, 0xBF, 0xC0, 0xC3, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF, 0xA3, 0xCE,
        ]
        var (broken, repaired) = (WordSplitter(), WordSplitter())
        for _ in 0..<20_000 {
            let bytes = (0..<Int(generator.next() % 12)).map { _ in
                generator.next() % 2 == 0
                    ? leads[Int(generator.next() % 16)] : UInt8(truncatingIfNeeded: generator.next())
            }
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(broken.split(bytes.span) == text.unicodeScalars.count, "\(bytes)")
            _ = repaired.split(Array(text.utf8).span)
            #expect(broken.words == repaired.words, "\(bytes)")
        }
    }

    @Test func `long strings are texts like others`() throws {
        let letters = String(repeating: "x", count: 1 << 20)
        let words = String(repeating: "lorem ipsum ", count: 90_000)
        let sigmas = String(repeating: "Σ'", count: 1 << 19)
        var profile = TextProfile()
        try profile.update(TestColumn.texts([letters, words, sigmas, letters]))
        #expect(profile.summary()?.longest == 1_080_000)
        #expect(profile.summary()?.wordCount == 180_002)
        #expect(profile.distinctCount == 3)
        let pair = try #require(TextPair(reference: profile, current: profile))
        #expect(pair.distance.cosine < 1e-15)
    }

    @Test func `nothing, and next to nothing, is compared without a trap`() throws {
        let empty = try Self.profile([])
        let missing = try Self.profile([nil, nil])
        let blank = try Self.profile(["", " "])
        let one = try Self.profile(["to be or not to be"])
        #expect(empty.summary() == nil && missing.summary() == nil)
        #expect(blank.summary()?.wordCount == 0)
        for nothing in [empty, missing] {
            #expect(TextPair(reference: nothing, current: one) == nil)
            #expect(TextPair(reference: one, current: nothing) == nil)
        }
        let ones = try #require(TextPair(reference: one, current: one))
        #expect(ones.distance.cosine == 0 && ones.distance.pValue == nil && ones.newWordScore == nil)
        let blanks = try #require(TextPair(reference: blank, current: blank))
        #expect(blanks.distance == TextDistance(cosine: 0, pValue: 1))
        #expect(blanks.newWordShare == nil && blanks.expectedNewWordShare == nil)
        #expect(try #require(TextPair(reference: blank, current: one)).distance.cosine == 1)
    }

    /// One of them too many for the numbers of words: they are shared, and nothing is lost.
    @Test func `a million distinct words, and more`() throws {
        func texts(_ words: Range<Int>) -> [String?] {
            stride(from: words.lowerBound, to: words.upperBound, by: 1000).map { start in
                (start..<min(start + 1000, words.upperBound)).map { "w\($0)" }.joined(separator: " ")
            }
        }
        var most = try Self.profile(texts(0..<Vocabulary.mostWords))
        #expect(most.summary()?.distinctWordCount == Vocabulary.mostWords)
        let more = try Self.profile(texts(1_048_000..<1_050_000))
        let pair = try #require(TextPair(reference: most, current: more))
        #expect(pair.newWordShare == (2000.0 - 576) / 2000)
        #expect((0.9...1).contains(pair.distance.cosine))
        most.merge(more)
        let other = try Self.profile((texts(0..<Vocabulary.mostWords) + texts(1_048_000..<1_050_000)).reversed())
        #expect(most.vocabulary.occurrences == other.vocabulary.occurrences)
        #expect(most.vocabulary.texts == other.vocabulary.texts)
        #expect(most.vocabulary.isShared)
        #expect(most.summary()?.distinctWordCount == nil)
        #expect(most.summary()?.wordCount == Vocabulary.mostWords + 2000)
    }
}
