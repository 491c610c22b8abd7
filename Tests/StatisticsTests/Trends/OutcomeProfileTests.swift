import TestSupport
import Testing

@testable import Statistics

/// What holds of outcomes over time, whatever the rows.
struct OutcomeProfileTests {
    private static let start = 1.7e9
    private static let day = 86_400.0

    /// Rows of one day; some lack a value.
    private struct Rows {
        var times: [Double?] = []
        var targets: [Double?] = []
        var predictions: [Double?] = []

        init(_ count: Int, seed: UInt64) {
            var generator = SplitMix64(seed: seed)
            let holes: [Double?] = [nil, .nan, .infinity]
            for _ in 0..<count {
                let values = (0..<3).map { column -> Double? in
                    if generator.next() % 19 == 0 { return holes[Int(generator.next() % 3)] }
                    let value = Double.random(in: 0..<1, using: &generator)
                    return column == 0 ? start + day * value : value
                }
                times.append(values[0])
                targets.append(values[1])
                predictions.append(values[2])
            }
        }

        func columns(_ places: [Int]) throws -> [Column] {
            try [times, targets, predictions].map { column in try TestColumn.doubles(places.map { column[$0] }) }
        }
    }

    @Test(arguments: UInt64(1)...12)
    func `rows merge in any split and order`(seed: UInt64) throws {
        let rows = Rows(300, seed: seed)
        var whole = OutcomeProfile(AbsoluteErrors())
        try whole.update(rows.columns(Array(0..<300)))
        var generator = SplitMix64(seed: seed ^ 99)
        var parts = [[Int]](repeating: [], count: Int.random(in: 1...9, using: &generator))
        for row in (0..<300).shuffled(using: &generator) {
            parts[Int.random(in: parts.indices, using: &generator)].append(row)
        }
        var merged = OutcomeProfile(AbsoluteErrors())
        for part in parts {
            var profile = OutcomeProfile(AbsoluteErrors())
            try profile.update(rows.columns(part))
            merged.merge(profile)
        }
        let trend = try #require(whole.trend)
        #expect(merged.trend == trend)
        #expect(trend.line.count < 300)
        #expect(trend.line.count > 200)
        #expect(trend.span < Self.day)
        var straight = PairMoments()
        for row in 0..<300 {
            guard let time = rows.times[row], let target = rows.targets[row], let prediction = rows.predictions[row],
                (time + target + prediction).isFinite
            else { continue }
            straight.add(time, abs(prediction - target))
        }
        #expect(LinearTrend(straight) == trend.line)
    }

    @Test func `a label is right whatever type it is written in`() throws {
        var reader = LabelAgreement()
        var outcomes: [Double] = []
        let written: [([Column], [Double])] = try [
            ([TestColumn.integers([1, 0, 1, nil]), TestColumn.texts(["1", "1", nil, "1"])], [1, 0, .nan, .nan]),
            ([TestColumn.booleans([true, false]), TestColumn.integers([1, 1])], [1, 0]),
            ([TestColumn.texts(["true", "é"]), TestColumn.booleans([true, true])], [1, 0]),
            ([TestColumn.doubles([2, 0.5]), TestColumn.texts(["2", "0.5"])], [1, 1]),
            // Equal to the eye, but not to any other program that reads the data.
            ([TestColumn.texts(["é"]), TestColumn.texts(["e\u{301}"])], [0]),
        ]
        for (columns, expected) in written {
            try reader.read(columns[...], into: &outcomes)
            #expect(outcomes.map { $0.isNaN ? -1 : $0 } == expected.map { $0.isNaN ? -1 : $0 })
        }
    }

    @Test(arguments: UInt64(1)...8)
    func `right labels are counted in any split and order, whatever types other rows bring`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var batches: [[Column]] = []
        for type in 0..<6 {
            let values = (0..<4).map { _ in (0..<7).map { _ in Int64.random(in: 0...1, using: &generator) } }
            let times = try TestColumn.integers(values[0].map { 1_750_000_000 + 977 * $0 + Int64(type) })
            let target =
                try type.isMultiple(of: 2)
                ? TestColumn.integers(values[1]) : TestColumn.booleans(values[1].map { $0 == 1 })
            let prediction = try type < 3 ? TestColumn.texts(values[2].map { "\($0)" }) : TestColumn.integers(values[2])
            batches.append([times, target, prediction])
        }
        var whole = OutcomeProfile(LabelAgreement())
        for batch in batches { try whole.update(batch) }
        var merged = OutcomeProfile(LabelAgreement())
        for batch in batches.shuffled(using: &generator) {
            var part = OutcomeProfile(LabelAgreement())
            try part.update(batch)
            merged.merge(part)
        }
        #expect(merged.trend == whole.trend)
        #expect(whole.trend?.line.count == 42)
    }

    @Test func `a class of labels without end is refused`() throws {
        var reader = LabelAgreement()
        var outcomes: [Double] = []
        let many = try TestColumn.integers((0...Int64(ConfusionProfile.mostLabels)).map { $0 })
        #expect(throws: ColumnError.self) { try reader.read([many, many], into: &outcomes) }
        var confidence = OutcomeProfile(AbsoluteErrors())
        #expect(throws: ColumnError.self) {
            try confidence.update([TestColumn.texts(["yesterday"]), TestColumn.doubles([1]), TestColumn.doubles([1])])
        }
    }

    @Test func `confidence outside 0 to 1 is no outcome`() throws {
        var profile = OutcomeProfile(PredictedConfidence(.multiclass([Category("a"), Category("b")])))
        try profile.update([
            TestColumn.doubles([0, 1, 2, 3, 4, 5]), TestColumn.doubles([0.9, 0.2, 0.5, 1.5, nil, 0.4]),
            TestColumn.doubles([0.1, 0.8, 0.5, -0.5, 1, 0.6]),
        ])
        let trend = try #require(profile.trend)
        #expect(trend.line.count == 4)
        #expect(trend.span == 5)
        #expect(abs(trend.mean - (0.9 + 0.8 + 0.5 + 0.6) / 4) <= 1e-15)
    }

    @Test func `extremes have a trend or none`() throws {
        let extremes: [[Double?]] = [
            [], [1], [1, 2], [5, 5, 5, 5], [nil, nil, nil], [.nan, .infinity, -.infinity],
            [-.greatestFiniteMagnitude, 0, .greatestFiniteMagnitude], [0, .leastNonzeroMagnitude, 1e-300],
        ]
        for times in extremes {
            for values in extremes where values.count == times.count {
                var profile = OutcomeProfile(AbsoluteErrors())
                let zeros = [Double?](repeating: 0, count: values.count)
                try profile.update([
                    TestColumn.doubles(times), TestColumn.doubles(zeros), TestColumn.doubles(values),
                ])
                guard let trend = profile.trend else { continue }
                #expect(trend.line.slope.isFinite)
                #expect((0...1).contains(trend.pValue))
            }
        }
        var integers = OutcomeProfile(AbsoluteErrors())
        try integers.update([
            TestColumn.integers([.min, 0, .max]), TestColumn.integers([.max, 0, .min]),
            TestColumn.integers([.min, 0, .max]),
        ])
        #expect(integers.trend?.line.count == 3)
        var nothing = OutcomeProfile(AbsoluteErrors())
        try nothing.update([TestColumn.nulls(3), TestColumn.nulls(3), TestColumn.nulls(3)])
        #expect(nothing.trend == nil)
    }
}
