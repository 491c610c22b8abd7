import TestSupport
import Testing

@testable import Statistics

/// The binary form of profiles: one form for one set of rows, and nothing else is taken for it.
struct ProfileEncodingTests {
    private static let kinds = ["reals", "integers", "texts", "mixed", "sentences", "empty"]
    private static let numbers = ["reals", "integers", "both"]
    private static let buckets = BucketLimits(keys: 50, buckets: 64)

    private static func profile(
        _ kind: String, rows: Range<Int>, limit: Int? = nil, limits: BucketLimits? = nil
    ) throws -> ColumnProfile {
        let spill = limit.map { MemorySpill(keyLimit: $0) }
        let kinds: [String: ColumnKind] = ["texts": .categorical, "mixed": .categorical, "sentences": .text]
        var profile = ColumnProfile(kind: kinds[kind] ?? .numerical, spill: spill, limits: limits)
        for row in rows {
            // By row, not by place: any split has the same rows.
            var generator = SplitMix64(seed: UInt64(row))
            let bits = generator.next()
            let column =
                switch kind {
                case "reals": try TestColumn.doubles([[1.5, -0.0, .nan, .infinity, Double(bits % 100) / 7][row % 5]])
                case "integers": try TestColumn.integers([row % 7 == 0 ? nil : Int64(truncatingIfNeeded: bits)])
                case "both":
                    // Large integers that become real when the first other number comes.
                    try row % 2 == 0
                        ? TestColumn.integers([Int64(truncatingIfNeeded: bits) >> Int64(row % 60)])
                        : TestColumn.doubles([Double(bits % 1000) / 7])
                case "texts": try TestColumn.texts([["a", "é", "", "\u{1F600}", nil, "word \(bits % 50)"][row % 6]])
                case "sentences": try TestColumn.texts([["to be", "", nil, "word \(bits % 50) word word"][row % 4]])
                case "mixed":
                    try row % 2 == 0 ? TestColumn.doubles([Double(bits % 3) / 2]) : TestColumn.booleans([bits % 2 == 0])
                default: try TestColumn.nulls(1)
                }
            try profile.update(column)
        }
        return profile
    }

    private static func merge(_ profiles: [ColumnProfile]) throws -> ColumnProfile {
        var merged = profiles[0]
        for profile in profiles.dropFirst() { try merged.merge(profile) }
        return merged
    }

    @Test(arguments: kinds, [nil, 16, 100] as [Int?])
    func `any split of the rows, merged in any order, gives the same bytes`(kind: String, limit: Int?) throws {
        var whole = try Self.profile(kind, rows: 0..<300)
        let expected = try whole.encoded().bytes
        var generator = SplitMix64(seed: 7)
        for _ in 0..<8 {
            let cuts = ([0, 300] + (0..<4).map { _ in Int(generator.next() % 300) }).sorted()
            var parts = try zip(cuts, cuts.dropFirst()).map { try Self.profile(kind, rows: $0..<$1, limit: limit) }
            parts.shuffle(using: &generator)
            var merged = try Self.merge(parts)
            #expect(try merged.encoded().bytes == expected)
            // Once more, from profiles that are sorted already.
            var sorted = parts
            for index in sorted.indices { _ = try sorted[index].encoded() }
            var again = try Self.merge(sorted)
            #expect(try again.encoded().bytes == expected)
        }
    }

    @Test(arguments: numbers)
    func `any split of rows that are counted in buckets gives the same bytes`(kind: String) throws {
        var whole = try Self.profile(kind, rows: 0..<400, limits: Self.buckets)
        let expected = try whole.encoded().bytes
        guard case .numerical(let numbers) = whole else { throw ColumnError.onlyBuckets }
        #expect(numbers.isBucketed)
        var generator = SplitMix64(seed: 7)
        for _ in 0..<12 {
            let cuts = ([0, 400] + (0..<6).map { _ in Int(generator.next() % 400) }).sorted()
            var parts = try zip(cuts, cuts.dropFirst()).map {
                try Self.profile(kind, rows: $0..<$1, limits: Self.buckets)
            }
            parts.shuffle(using: &generator)
            var merged = try Self.merge(parts)
            #expect(try merged.encoded().bytes == expected)
            // Through files.
            for index in parts.indices {
                parts[index] = try ColumnProfile(EncodedProfile(bytes: parts[index].encoded().bytes))
            }
            var again = try Self.merge([Self.profile(kind, rows: 0..<0, limits: Self.buckets)] + parts)
            #expect(try again.encoded().bytes == expected)
            // One part was kept, in memory or in a file.
            let half = Int(generator.next() % 400)
            for limit in [nil, 16] as [Int?] {
                var kept = try Self.profile(kind, rows: 0..<half, limit: limit)
                let counted = try Self.profile(kind, rows: half..<400, limits: Self.buckets)
                try kept.merge(counted)
                #expect(try kept.encoded().bytes == expected)
            }
        }
    }

    @Test(arguments: kinds)
    func `what was written is read again, and can be added to`(kind: String) throws {
        var profile = try Self.profile(kind, rows: 0..<100)
        let bytes = try profile.encoded().bytes
        var read = try ColumnProfile(EncodedProfile(bytes: bytes))
        #expect(read.missingCount == profile.missingCount)
        #expect(read.infiniteCount == profile.infiniteCount)
        #expect(try read.encoded().bytes == bytes)
        try read.merge(Self.profile(kind, rows: 100..<200))
        var whole = try Self.profile(kind, rows: 0..<200)
        #expect(try read.encoded().bytes == whole.encoded().bytes)
    }

    @Test(arguments: kinds)
    func `bytes that were changed or cut off are refused`(kind: String) throws {
        var profile = try Self.profile(kind, rows: 0..<40)
        let bytes = try profile.encoded().bytes
        var generator = SplitMix64(seed: 1)
        for length in 0..<bytes.count {
            #expect(throws: ProfileEncodingError.self) {
                try ColumnProfile(EncodedProfile(bytes: Array(bytes[..<length])))
            }
        }
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= UInt8(1 << (generator.next() % 8))
            #expect(throws: ProfileEncodingError.self, "byte \(place)") {
                try ColumnProfile(EncodedProfile(bytes: changed))
            }
        }
    }

    @Test func `buckets that were changed or cut off are refused, and others are added to`() throws {
        var profile = try Self.profile("reals", rows: 0..<200, limits: Self.buckets)
        let bytes = try profile.encoded().bytes
        for length in stride(from: 0, to: bytes.count, by: 7) {
            #expect(throws: ProfileEncodingError.self) {
                try ColumnProfile(EncodedProfile(bytes: Array(bytes[..<length])))
            }
        }
        for place in stride(from: 0, to: bytes.count, by: 3) {
            var changed = bytes
            changed[place] ^= 4
            #expect(throws: ProfileEncodingError.self, "byte \(place)") {
                try ColumnProfile(EncodedProfile(bytes: changed))
            }
        }
        var read = try ColumnProfile(EncodedProfile(bytes: bytes))
        #expect(read.isAsKept(to: Self.buckets))
        #expect(!read.isAsKept(to: nil))
        #expect(!read.isAsKept(to: BucketLimits(keys: 50, buckets: 128)))
        #expect(!read.isAsKept(to: BucketLimits(keys: 500, buckets: 64)))
        try read.merge(Self.profile("reals", rows: 200..<300, limits: Self.buckets))
        var whole = try Self.profile("reals", rows: 0..<300, limits: Self.buckets)
        #expect(try read.encoded().bytes == whole.encoded().bytes)
    }

    @Test func `a profile of another version says so`() throws {
        var profile = try Self.profile("reals", rows: 0..<3)
        var bytes = try profile.encoded().bytes
        bytes[8] = 99
        #expect(throws: ProfileEncodingError.otherSchema(found: 99, expected: EncodedProfile.schema)) {
            try EncodedProfile(bytes: bytes)
        }
        #expect(throws: ProfileEncodingError.notAProfile) {
            try EncodedProfile(bytes: Array("PAR1 something else, but long enough for it".utf8))
        }
    }
}
