import Foundation
import TestSupport

/// Texts from a source: words drawn by Zipf's law, a few topics that prefer some of them.
struct RandomTexts {
    private var generator: SplitMix64
    private let vocabulary: Int
    private let topics: Int
    private let shift: Int

    /// - Parameter shift: Words of a source with another shift differ in as many places.
    init(seed: UInt64, vocabulary: Int = 5000, topics: Int = 8, shift: Int = 0) {
        generator = SplitMix64(seed: seed)
        self.vocabulary = vocabulary
        self.topics = topics
        self.shift = shift
    }

    private mutating func uniform() -> Double { Double(generator.next() >> 11) * 0x1p-53 }

    mutating func text(words: ClosedRange<Int> = 1...20) -> String {
        let topic = Int(generator.next() % UInt64(topics))
        let count = words.lowerBound + Int(generator.next() % UInt64(words.count))
        return (0..<count).map { _ in
            // A density of 1/x between 1 and the size of the vocabulary.
            let rank = Int(exp2(uniform() * log2(Double(vocabulary))))
            let own = uniform() < 0.3 ? rank * topics + topic : rank
            return "w\(own + shift)"
        }
        .joined(separator: " ")
    }

    mutating func texts(_ count: Int, words: ClosedRange<Int> = 1...20) -> [String] {
        (0..<count).map { _ in text(words: words) }
    }
}
