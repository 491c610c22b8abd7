import TestSupport
import Testing

@testable import Statistics

/// Keys that do not fit in memory stay in the order they came.
struct SpillingSequenceTests {
    @Test(arguments: [1, 10, 64, 5000])
    func `keys keep their order, and copies their keys`(limit: Int) throws {
        var generator = SplitMix64(seed: UInt64(limit))
        var sequences = [(SpillingSequence(spill: MemorySpill(keyLimit: limit)), [UInt64]())]
        for _ in 0..<60 {
            // Any of the copies goes on, or one more is made.
            let place = Int(generator.next() % UInt64(sequences.count))
            if generator.next() % 12 == 0 { sequences.append(sequences[place]) }
            let batch = (0..<Int(generator.next() % 30)).map { _ in generator.next() }
            try sequences[place].0.append(batch.span)
            sequences[place].1 += batch
            if generator.next() % 20 == 0 { _ = try sequences[place].0.joined() }
        }
        for (kept, expected) in sequences {
            var sequence = kept
            #expect(sequence.count == expected.count)
            #expect(try sequence.written().count + sequence.keys.count == expected.count)
            #expect(try sequence.joined() == KeyArray(expected))
            #expect(try sequence.joined() == KeyArray(expected))
        }
    }
}
