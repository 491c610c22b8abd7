import TestSupport
import Testing

@testable import Statistics

/// What holds of the profiles of labels, probabilities and errors, whatever the rows.
struct QualityProfileTests {
    private static let seeds = Array(UInt64(1)...12)

    /// Rows of a classification; some lack a value, some have one that is no number.
    private struct Rows {
        var targets: [String?] = []
        var predictions: [String?] = []
        /// By label, then by row.
        var probabilities: [[Double?]]
        var count: Int { targets.count }

        private static let holes: [Double?] = [nil, .nan, .infinity]

        init(_ count: Int, labels: [String], seed: UInt64, holes: Bool = true) {
            var generator = SplitMix64(seed: seed)
            probabilities = labels.map { _ in [] }
            for _ in 0..<count {
                let isHole = { (generator: inout SplitMix64) in holes && generator.next() % 17 == 0 }
                // One label more than there are columns of probabilities.
                targets.append(isHole(&generator) ? nil : (labels + ["other"]).randomElement(using: &generator))
                predictions.append(isHole(&generator) ? nil : labels.randomElement(using: &generator))
                let weights = labels.map { _ in Double(generator.next() % 8) + 0.25 }
                for (label, weight) in weights.enumerated() {
                    let hole = Self.holes[Int(generator.next() % 3)]
                    let value = isHole(&generator) ? hole : weight / weights.reduce(0, +)
                    probabilities[label].append(value)
                }
            }
        }

        func rows(_ places: some Collection<Int>) -> Rows {
            var part = self
            part.targets = places.map { targets[$0] }
            part.predictions = places.map { predictions[$0] }
            part.probabilities = probabilities.map { column in places.map { column[$0] } }
            return part
        }

        func renamed(_ names: [String: String]) -> Rows {
            var renamed = self
            renamed.targets = targets.map { $0.map { names[$0] ?? $0 } }
            renamed.predictions = predictions.map { $0.map { names[$0] ?? $0 } }
            return renamed
        }
    }

    private static let labels = ["a", "b", "c"]
    private static let several = ProbabilityLayout.multiclass(labels.map { Category($0) })
    private static let binary = ProbabilityLayout.binary(positive: Category("a"), threshold: 0.4)

    /// Splits of the rows of a data set, in any order.
    private static func split(_ count: Int, seed: UInt64) -> [[Int]] {
        var generator = SplitMix64(seed: seed ^ 99)
        var parts = [[Int]](repeating: [], count: Int.random(in: 1...9, using: &generator))
        for row in (0..<count).shuffled(using: &generator) {
            parts[Int.random(in: parts.indices, using: &generator)].append(row)
        }
        return parts.shuffled(using: &generator)
    }

    private func confusion(_ rows: Rows, into profile: inout ConfusionProfile) throws {
        try profile.update([TestColumn.texts(rows.targets), TestColumn.texts(rows.predictions)])
    }

    private func probabilities(_ rows: Rows, into profile: inout ProbabilityProfile, count: Int) throws {
        let columns = try rows.probabilities.prefix(count).map { try TestColumn.doubles($0) }
        try profile.update(columns + [TestColumn.texts(rows.targets)])
    }

    @Test(arguments: seeds)
    func `labels merge in any split and order`(seed: UInt64) throws {
        let rows = Rows(300, labels: Self.labels, seed: seed)
        var whole = ConfusionProfile()
        try confusion(rows, into: &whole)
        var merged = ConfusionProfile()
        for part in Self.split(rows.count, seed: seed) {
            var profile = ConfusionProfile()
            try confusion(rows.rows(part), into: &profile)
            try merged.merge(profile)
        }
        #expect(merged.matrix == whole.matrix)
        #expect(whole.matrix.total > 200)
    }

    /// With and without room in memory: the scores of a split are in files of their own.
    @Test(arguments: seeds, [several, binary])
    func `probabilities merge in any split and order`(seed: UInt64, layout: ProbabilityLayout) throws {
        let rows = Rows(300, labels: Self.labels, seed: seed)
        let count = layout.labels.count
        var whole = ProbabilityProfile(layout)
        try probabilities(rows, into: &whole, count: count)
        var merged = ProbabilityProfile(layout, spill: MemorySpill(keyLimit: 11))
        for part in Self.split(rows.count, seed: seed) {
            var profile = ProbabilityProfile(layout, spill: seed % 2 == 0 ? MemorySpill(keyLimit: 7) : nil)
            try probabilities(rows.rows(part), into: &profile, count: count)
            try merged.merge(profile)
        }
        let summary = try whole.summary()
        #expect(try merged.summary() == summary)
        #expect(summary.matrix.total > 150)
        #expect(summary.areas.allSatisfy { ($0.area ?? 0) > 0.2 })
    }

    @Test(arguments: seeds)
    func `errors merge in any split and order`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        func numbers() -> [Double?] {
            (0..<300).map { _ in
                switch generator.next() % 20 {
                case 0: [nil, .nan, .infinity, -.infinity][Int(generator.next() % 4)]
                case 1: 0
                case 2: .random(in: -1...1, using: &generator) * 1e200
                default: Double.random(in: -1...1, using: &generator)
                }
            }
        }
        let (targets, predictions) = (numbers(), numbers())
        func update(_ profile: inout RegressionProfile, _ rows: some Collection<Int>) throws {
            try profile.update([
                TestColumn.doubles(rows.map { targets[$0] }), TestColumn.doubles(rows.map { predictions[$0] }),
            ])
        }
        var whole = RegressionProfile()
        try update(&whole, targets.indices)
        var merged = RegressionProfile(spill: MemorySpill(keyLimit: 13))
        for part in Self.split(targets.count, seed: seed) {
            var profile = RegressionProfile()
            try update(&profile, part)
            try merged.merge(profile)
        }
        let summary = try whole.summary()
        #expect(try merged.summary() == summary)
        #expect(summary.count > 200)
    }

    @Test(arguments: seeds)
    func `averages over labels do not depend on their names`(seed: UInt64) throws {
        let rows = Rows(200, labels: Self.labels, seed: seed)
        let renamed = rows.renamed(["a": "zebra", "b": "日本", "c": "", "other": "\u{301}"])
        var (one, other) = (ConfusionProfile(), ConfusionProfile())
        try confusion(rows, into: &one)
        try confusion(renamed, into: &other)
        for metric in ClassificationMetricCatalog.all {
            let values = [one, other].map { metric.value($0.matrix, positiveLabel: nil) }
            // Labels are summed up in their own order.
            #expect(
                values[0] == nil && values[1] == nil || abs((values[0] ?? 0) - (values[1] ?? 1)) <= 1e-15, "\(metric)")
        }
        for (label, name) in [("a", "zebra"), ("b", "日本"), ("c", "")] {
            for metric in ClassificationMetricCatalog.all where !metric.name.hasPrefix("weighted") {
                let first = metric.value(one.matrix, positiveLabel: Category(label))
                #expect(first == metric.value(other.matrix, positiveLabel: Category(name)), "\(metric) \(label)")
            }
        }
    }

    @Test(arguments: seeds)
    func `the area is the share of pairs in order`(seed: UInt64) throws {
        let rows = Rows(120, labels: Self.labels, seed: seed, holes: false)
        var profile = ProbabilityProfile(Self.several)
        try probabilities(rows, into: &profile, count: 3)
        let summary = try profile.summary()
        for (label, found) in zip(Self.labels, summary.areas) {
            let scores = rows.probabilities[Self.labels.firstIndex(of: label) ?? 0].compactMap { $0 }
            let places = rows.targets.indices
            var wins = 0.0
            var pairs = 0.0
            for positive in places where rows.targets[positive] == label {
                for negative in places where rows.targets[negative] != label {
                    pairs += 1
                    let difference = scores[positive] - scores[negative]
                    wins += difference > 0 ? 1 : difference == 0 ? 0.5 : 0
                }
            }
            #expect(found.area == wins / pairs)
        }
    }
}
