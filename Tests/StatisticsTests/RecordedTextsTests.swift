import Foundation
import Testing

@testable import Statistics

/// Values that scikit-learn 1.9.1, numpy and scipy 1.17.1 give; `scripts/make-text-fixtures.py` records them.
struct RecordedTextsTests {
    struct Recorded: Decodable, CustomTestStringConvertible {
        struct Side: Decodable {
            let texts: [String]
            let lengths: [Double]
            let wordCounts: [Int]
            let distinctWordCount: Int

            func profile() throws -> TextProfile {
                var profile = TextProfile()
                try profile.update(TestColumn.texts(texts))
                return profile
            }
        }

        let name: String
        let reference, current: Side
        let cosineDistance, lengthStatistic, lengthPValue: Double
        let expectedNewWordShare, newWordShare: Double?

        var testDescription: String { name }
    }

    static let recorded = Result {
        let file = URL(filePath: #filePath).appending(path: "../../Fixtures/statistics/texts.json")
        return try JSONDecoder().decode([Recorded].self, from: Data(contentsOf: file.standardizedFileURL))
    }

    @Test func `words and lengths are those of Python`() throws {
        for sample in try Self.recorded.get() {
            for side in [sample.reference, sample.current] {
                var splitter = WordSplitter()
                for (text, count) in zip(side.texts, side.wordCounts) {
                    let length = splitter.split(Array(text.utf8).span)
                    #expect(splitter.words.count == count, "\(sample.name): \(text.debugDescription)")
                    #expect(length == text.unicodeScalars.count)
                }
                let summary = try #require(try side.profile().summary(quantiles: [0.25, 0.5, 0.75]))
                #expect(summary.distinctWordCount == side.distinctWordCount, "\(sample.name)")
                #expect(summary.wordCount == side.wordCounts.reduce(0, +))
                let lengths = [Double(summary.shortest), Double(summary.longest), summary.meanLength]
                for (found, expected) in zip(lengths + summary.lengthQuantiles, side.lengths) {
                    #expect(abs(found - expected) <= 1e-12 * expected, "\(sample.name)")
                }
            }
        }
    }

    @Test func `distances, new words and lengths agree with scikit-learn and scipy`() throws {
        var largest = 0.0
        let recorded = try Self.recorded.get()
        for sample in recorded {
            let found = TextPair(reference: try sample.reference.profile(), current: try sample.current.profile())
            let pair = try #require(found)
            largest = max(largest, abs(pair.distance.cosine - sample.cosineDistance))
            #expect(abs(pair.distance.cosine - sample.cosineDistance) <= 1e-13, "\(sample.name)")
            #expect(pair.expectedNewWordShare == sample.expectedNewWordShare, "\(sample.name)")
            #expect(pair.newWordShare == sample.newWordShare, "\(sample.name)")
            let lengths = try #require(TextLengths.outcome(.text(pair), settings: StatTestSettings()))
            #expect(abs(lengths.score - sample.lengthStatistic) <= 1e-15, "\(sample.name)")
            let pValue = try #require(lengths.pValue)
            #expect(abs(pValue - sample.lengthPValue) <= 1e-9 * sample.lengthPValue, "\(sample.name)")
        }
        print("scikit-learn: \(recorded.count) distances of texts, largest error \(largest)")
    }
}
