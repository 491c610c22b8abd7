import Testing

@testable import Checks
@testable import Statistics

/// Which of several settings decides.
struct DriftSettingsTests {
    private let numbers: ColumnPair
    private let labels: ColumnPair

    init() throws {
        let sample = SortedSample(sortedKeys: KeyArray((0..<50).map { OrderedKey.of(Double($0)) }), encoding: .real)
        numbers = .numerical(try #require(SamplePair(reference: sample, current: sample)))
        let counts = CategoryCounts((0..<7).map { (Category("\($0)"), $0 + 1) })
        labels = .categorical(try CategoryPair(reference: counts, current: counts))
    }

    private func choice(_ test: String? = nil, _ threshold: Double? = nil) -> DriftSettings.Choice {
        DriftSettings.Choice(test: test.map(DriftSettings.Test.named), threshold: threshold)
    }

    private func column(_ pattern: String, _ choice: DriftSettings.Choice) -> DriftSettings.ColumnChoice {
        DriftSettings.ColumnChoice(NamePattern(pattern), choice)
    }

    private func test(_ settings: DriftSettings, _ column: String = "x", _ pair: ColumnPair? = nil) -> String {
        settings.test(for: column, pair: pair ?? numbers).name
    }

    @Test func `a column goes before its kind, a kind before all`() {
        let all = DriftSettings(all: choice("psi", 0.3))
        #expect(test(all) == "psi")
        #expect(all.threshold(for: "x", kind: .numerical) == 0.3)
        let kind = DriftSettings(all: choice("psi", 0.3), kinds: [.numerical: choice("ks", 0.2)])
        #expect(test(kind) == "ks")
        #expect(test(kind, "x", labels) == "psi")
        #expect(kind.threshold(for: "x", kind: .numerical) == 0.2)
        #expect(kind.threshold(for: "x", kind: .categorical) == 0.3)
        let single = DriftSettings(
            all: choice("psi", 0.3), kinds: [.numerical: choice("ks", 0.2)], columns: [column("x", choice("ed", 0.1))])
        #expect(test(single) == "ed")
        #expect(test(single, "y") == "ks")
        #expect(single.threshold(for: "x", kind: .numerical) == 0.1)
        #expect(single.threshold(for: "y", kind: .numerical) == 0.2)
    }

    @Test func `test and threshold are settled apart from each other`() {
        let settings = DriftSettings(
            all: choice("psi"), kinds: [.numerical: choice(nil, 0.2)], columns: [column("x", choice("ks"))])
        #expect(test(settings) == "ks")
        #expect(settings.threshold(for: "x", kind: .numerical) == 0.2)
        #expect(settings.threshold(for: "x", kind: .categorical) == nil)
    }

    @Test func `of several patterns the first that sets something counts`() {
        let settings = DriftSettings(columns: [
            column("a_*", choice(nil, 0.2)), column("a_1", choice("ks", 0.1)), column("*", choice("ed", 0.3)),
        ])
        #expect(test(settings, "a_1") == "ks")
        #expect(test(settings, "a_2") == "ed")
        #expect(settings.threshold(for: "a_1", kind: .numerical) == 0.2)
        #expect(settings.threshold(for: "b", kind: .numerical) == 0.3)
    }

    @Test func `a test for all leaves kinds alone that it is not for`() {
        let settings = DriftSettings(all: choice("ks"))
        #expect(test(settings) == "ks")
        #expect(test(settings, "x", labels) == "chisquare")
    }

    @Test func `the automatic choice can be asked for`() {
        let settings = DriftSettings(
            all: choice("psi"), kinds: [.numerical: DriftSettings.Choice(test: .automatic)],
            columns: [column("y", choice("ed")), column("z", DriftSettings.Choice(test: .automatic))])
        #expect(test(settings) == "ks")
        #expect(test(settings, "y") == "ed")
        #expect(test(settings, "z", labels) == "chisquare")
        #expect(test(settings, "x", labels) == "psi")
    }

    /// It fails, and the check says why, rather than that another one takes its place in silence.
    @Test func `a test of a column is used whatever the kind of the column`() {
        #expect(test(DriftSettings(columns: [column("x", choice("ks"))]), "x", labels) == "ks")
    }
}
