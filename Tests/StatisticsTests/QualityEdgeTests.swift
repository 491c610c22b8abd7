import Testing

@testable import Statistics

/// Types, gaps and extremes that profiles of labels, probabilities and errors meet.
struct QualityEdgeTests {
    private static let binary = ProbabilityLayout.binary(positive: Category("a"), threshold: 0.4)

    @Test func `labels come in any type`() throws {
        let scores = [0.9, 0.2, 0.7, 0.4]
        let columns: [(Column, Statistics.Category)] = [
            (try TestColumn.booleans([true, false, true, nil]), .boolean(true)),
            (try TestColumn.booleans([true, false, true, nil]), .integer(1)),
            (try TestColumn.integers([1, 0, 1, nil]), .integer(1)),
            (try TestColumn.integers([1, 0, 1, nil]), Category("1")),
            (try TestColumn.doubles([1, 0, 1, .nan]), .integer(1)),
            (try TestColumn.doubles([1, 0, 1, .infinity]), .integer(1)),
            (try TestColumn.texts(["1", "0", "1", nil]), .integer(1)),
            (try TestColumn.dictionary([1, 0, 1, nil], of: ["no", "yes"]), Category("yes")),
        ]
        for (targets, positive) in columns {
            var profile = ProbabilityProfile(.binary(positive: positive, threshold: 0.5))
            try profile.update([TestColumn.doubles(scores), targets])
            let summary = try profile.summary()
            #expect(summary.areas.map(\.area) == [1, 1])
            #expect(summary.matrix.total == 3)
            #expect(Accuracy.value(summary.matrix, positiveLabel: positive) == 1)
            // A prediction without a true label still has its confidence.
            #expect(summary.predictionCount == 4)
        }
    }

    @Test func `confidence needs no true labels`() throws {
        var profile = ProbabilityProfile(
            .multiclass([Category("a"), Category("b"), Category("c")]), lowConfidence: 0.6)
        try profile.update([
            TestColumn.doubles([0.5, 0.75, nil]), TestColumn.doubles([0.25, 0.125, 1]),
            TestColumn.doubles([0.25, 0.125, 0]),
        ])
        let summary = try profile.summary()
        #expect(AverageConfidence.value(summary, compatibility: .none) == 0.625)
        #expect(LowConfidenceRatio.value(summary, compatibility: .none) == 0.5)
        #expect(RocAUC.value(summary, compatibility: .none) == nil)
        #expect(LogLoss.value(summary, compatibility: .none) == nil)
    }

    @Test func `what is no probability still ranks`() throws {
        for scores in [[-3, 0.5, 7, 12], [-0.5, 0.1, 0.2, 0.3], [0.1, 0.2, 0.3, 2]] {
            var profile = ProbabilityProfile(.binary(positive: .integer(1), threshold: 0.5))
            try profile.update([TestColumn.doubles(scores), TestColumn.integers([0, 0, 1, 1])])
            let summary = try profile.summary()
            #expect(RocAUC.value(summary, compatibility: .none) == 1)
            #expect(summary.outsideCount > 0)
            for metric in ProbabilityMetricCatalog.all where !["roc_auc", "dummy_log_loss"].contains(metric.name) {
                #expect(metric.value(summary, compatibility: .none) == nil, "\(metric)")
            }
        }
    }

    @Test func `columns without values leave nothing to measure`() throws {
        var confusion = ConfusionProfile()
        try confusion.update([TestColumn.nulls(5), TestColumn.texts([nil, nil, nil, nil, nil])])
        #expect(confusion.matrix.total == 0)
        var probabilities = ProbabilityProfile(Self.binary)
        try probabilities.update([TestColumn.nulls(5), TestColumn.nulls(5)])
        try probabilities.update([TestColumn.doubles([.nan, .infinity]), TestColumn.texts(["a", "b"])])
        try probabilities.update([TestColumn.doubles([]), TestColumn.texts([])])
        let summary = try probabilities.summary()
        for metric in ProbabilityMetricCatalog.all {
            #expect(metric.value(summary, compatibility: .none) == nil, "\(metric)")
        }
        var errors = RegressionProfile()
        try errors.update([TestColumn.nulls(3), TestColumn.doubles([1, 2, 3])])
        try errors.update([TestColumn.doubles([.infinity, 1]), TestColumn.doubles([1, .nan])])
        #expect(try errors.summary().count == 0)
    }

    @Test func `a million labels are no classification`() throws {
        let labels = try TestColumn.integers((0..<1_000_000).map { Int64($0) })
        var confusion = ConfusionProfile()
        #expect(throws: ColumnError.unsupported("a column of more than 4096 labels")) {
            try confusion.update([labels, labels])
        }
        var probabilities = ProbabilityProfile(Self.binary)
        #expect(throws: ColumnError.unsupported("a column of more than 4096 labels")) {
            try probabilities.update([labels, labels])
        }
    }

    /// Past the table of pairs, into the dictionary, in one batch or in several.
    @Test func `thousands of labels are counted`() throws {
        let targets = (0..<9000).map { Int64($0 * 7 % 3000) }
        let predictions = targets.enumerated().map { $0.offset % 3 == 0 ? ($0.element + 1) % 3000 : $0.element }
        var whole = ConfusionProfile()
        try whole.update([TestColumn.integers(targets), TestColumn.integers(predictions)])
        var batches = ConfusionProfile()
        for start in stride(from: 0, to: 9000, by: 100) {
            try batches.update([
                TestColumn.integers(Array(targets[start..<start + 100])),
                TestColumn.integers(Array(predictions[start..<start + 100])),
            ])
        }
        #expect(batches.matrix == whole.matrix)
        #expect(whole.matrix.labels.count == 3000)
        #expect(Accuracy.value(whole.matrix, positiveLabel: nil) == 2.0 / 3)
        let pairs = Dictionary(zip(targets, predictions).map { ([$0, $1], 1) }, uniquingKeysWith: +)
        // Labels ascend from 0, so each stands at the place of its number.
        #expect(whole.matrix.labels.prefix(3) == [.integer(0), .integer(1), .integer(2)])
        let matrix = whole.matrix
        #expect(pairs.allSatisfy { pair, count in matrix[Int(pair[0]), Int(pair[1])] == count })
    }

    @Test func `long and broken texts are labels`() throws {
        let long = String(repeating: "x", count: 1 << 20)
        var profile = ConfusionProfile()
        try profile.update([TestColumn.texts([long, "y", ""]), TestColumn.texts([long, "y", "y"])])
        try profile.update([TestColumn.bytes([[0xFF], [0xFE]]), TestColumn.bytes([[0xFF], [0xFF]])])
        #expect(profile.matrix.labels.count == 5)
        #expect(Accuracy.value(profile.matrix, positiveLabel: nil) == 0.6)
    }

    @Test func `text is no probability and no number`() throws {
        var probabilities = ProbabilityProfile(Self.binary)
        #expect(throws: ColumnError.unsupported("text")) {
            try probabilities.update([TestColumn.texts(["0.5"]), TestColumn.texts(["a"])])
        }
        var errors = RegressionProfile()
        #expect(throws: ColumnError.unsupported("text")) {
            try errors.update([TestColumn.doubles([1]), TestColumn.texts(["1"])])
        }
    }

    @Test func `errors beyond the largest number are undefined`() throws {
        let largest = Double.greatestFiniteMagnitude
        var profile = RegressionProfile()
        try profile.update([TestColumn.doubles([-largest, largest]), TestColumn.doubles([largest, largest])])
        let summary = try profile.summary()
        for metric in RegressionMetricCatalog.all {
            for zeros in ZeroTargets.allCases {
                #expect(metric.value(summary, zeros: zeros)?.isFinite ?? true, "\(metric)")
            }
        }
        #expect(MeanAbsoluteError.value(summary, zeros: .keep) == nil)
        #expect(summary.quantiles.allSatisfy { $0?.isFinite ?? true })
    }

    @Test func `targets of nearly 0 are kept, dropped or replaced`() throws {
        let settings = PercentageErrorSettings(epsilon: 0.5, replacement: 3)
        var profile = RegressionProfile(settings)
        try profile.update([TestColumn.doubles([2, -4, 0.5, 0]), TestColumn.doubles([3, -4, 1, 1])])
        let summary = try profile.summary()
        #expect(MeanAbsolutePercentageError.value(summary, zeros: .drop) == 0.25)
        #expect(MeanAbsolutePercentageError.value(summary, zeros: .keep) == 0.875)
        #expect(MeanAbsolutePercentageError.value(summary, zeros: .replace) == 1.625)
        #expect(AbsolutePercentageErrorDeviation.value(summary, zeros: .drop) == 0.125.squareRoot())
        var theirs = RegressionProfile(settings, compatibility: .evidently)
        try theirs.update([TestColumn.doubles([2, -4]), TestColumn.doubles([3, -3])])
        // The negative target divides by 0.5.
        #expect(MeanAbsolutePercentageError.value(try theirs.summary(), zeros: .keep) == 125)
    }
}
