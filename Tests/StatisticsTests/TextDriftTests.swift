import Testing
import TestSupport

@testable import Statistics

/// How often texts are said to have drifted, and which ones.
struct TextDriftTests {
    private static func pair(_ reference: [String], _ current: [String]) throws -> ColumnPair {
        try #require(try ColumnPair(texts: reference, current))
    }

    private static func isDrift(_ test: any StatTest.Type, _ pair: ColumnPair) throws -> Bool {
        let settings = StatTestSettings()
        let found = test.outcome(pair, settings: settings)
        let outcome = try #require(found)
        let threshold = test.decision.defaultThreshold
        return test.verdict(outcome, on: pair, threshold: threshold, settings: settings) == .drift
    }

    /// At a true rate of 1 in 20, more than 20 alarms in 200 would happen once in 2,000 runs.
    @Test(arguments: [TextCosineDistance.self, TextLengths.self, OutOfVocabulary.self] as [any StatTest.Type])
    func `texts of one source seldom drift`(test: any StatTest.Type) throws {
        var alarms = 0
        for seed in 0..<200 {
            let (n, m) = [(40, 40), (80, 20), (20, 80)][seed % 3]
            var source = RandomTexts(seed: UInt64(seed), vocabulary: 300)
            if try Self.isDrift(test, Self.pair(source.texts(n), source.texts(m))) { alarms += 1 }
        }
        #expect(alarms <= 20)
    }

    private static let alone: [[String]] = [
        [""], ["one text"], ["a b", "", "c"], (0..<40).map { "word\($0 % 7) and another\($0)" },
    ]

    @Test(arguments: [TextCosineDistance.self, TextLengths.self, OutOfVocabulary.self] as [any StatTest.Type])
    func `texts do not drift from themselves`(test: any StatTest.Type) throws {
        for texts in Self.alone + (0..<10).map({ Self.texts(seed: $0) }) {
            let found = test.outcome(try Self.pair(texts, texts), settings: StatTestSettings())
            guard let outcome = found else { continue }
            #expect(outcome.score <= 1e-15)
            #expect(outcome.pValue ?? 1 == 1)
        }
    }

    private static func texts(seed: Int) -> [String] {
        var source = RandomTexts(seed: UInt64(seed), vocabulary: 200)
        return source.texts(1 + 10 * seed)
    }

    @Test(arguments: 0..<10)
    func `each change is seen by the test that is for it`(seed: Int) throws {
        var source = RandomTexts(seed: UInt64(seed), vocabulary: 500)
        let reference = source.texts(300)
        var longer = RandomTexts(seed: UInt64(seed + 1000), vocabulary: 500)
        var foreign = RandomTexts(seed: UInt64(seed + 2000), vocabulary: 500, shift: 250)
        #expect(try Self.isDrift(TextLengths.self, Self.pair(reference, longer.texts(100, words: 10...25))))
        let mixed = source.texts(60) + foreign.texts(40)
        #expect(try Self.isDrift(OutOfVocabulary.self, Self.pair(reference, mixed)))
        #expect(try Self.isDrift(TextCosineDistance.self, Self.pair(reference, foreign.texts(100))))
        // The same words in other proportions: none of them is new.
        let preferring = (0..<100).map { _ in "w3 w2 " + source.text(words: 1...5) }
        #expect(try Self.isDrift(TextCosineDistance.self, Self.pair(reference, preferring)))
    }

    @Test func `the distance is symmetric, and other spellings of case change nothing`() throws {
        for seed in 0..<10 {
            var (one, other) = (RandomTexts(seed: UInt64(seed)), RandomTexts(seed: UInt64(seed + 50), shift: 30))
            let (reference, current) = (one.texts(50), other.texts(70))
            let distance = try #require(Self.pair(reference, current).texts).distance
            #expect(try #require(Self.pair(current, reference).texts).distance.cosine == distance.cosine)
            let capitals = try #require(Self.pair(reference.map { $0.uppercased() }, current).texts)
            #expect(capitals.distance.cosine == distance.cosine)
        }
    }
}
