public import Statistics

/// How drift is measured.
public struct DriftSettings: Sendable, Equatable {
    /// Which test compares a column.
    public enum Test: Sendable, Equatable {
        /// The one that ``StatTestCatalog/automatic(for:)`` chooses.
        case automatic
        /// A name of the catalogue.
        case named(String)
    }

    /// A test and a threshold; nil where a wider setting decides, and the test's own threshold last of all.
    public struct Choice: Sendable, Equatable {
        public let test: Test?
        public let threshold: Double?

        /// Sets a test, a threshold or both.
        public init(test: Test? = nil, threshold: Double? = nil) {
            self.test = test
            self.threshold = threshold
        }
    }

    /// What is set for the columns that a pattern fits.
    public struct ColumnChoice: Sendable, Equatable {
        public let columns: NamePattern
        public let choice: Choice

        /// Sets the test, the threshold or both of some columns.
        public init(_ columns: NamePattern, _ choice: Choice) {
            self.columns = columns
            self.choice = choice
        }
    }

    /// How the tests compute.
    public let testSettings: StatTestSettings
    /// The share of drifted feature columns from which on the data set counts as drifted.
    public let share: Double
    /// The share of rows, 0 to 1, from which on a changed relation between predictions and truth is concept drift.
    public let conceptThreshold: Double
    /// By how much predictions must get worse within the current data for performance drift: in accuracy or mean confidence,
    /// or as a share of the mean absolute error.
    public let performanceThreshold: Double
    /// For every column; the test only for those kinds of column that it is for.
    public let all: Choice
    /// For the columns of a kind; goes before ``all``.
    public let kinds: [ColumnKind: Choice]
    /// For single columns; goes before ``kinds``, the first that fits and sets something before the others.
    public let columns: [ColumnChoice]

    /// Sets how drift is measured.
    public init(
        testSettings: StatTestSettings = StatTestSettings(), share: Double = 0.5,
        conceptThreshold: Double = 0.05, performanceThreshold: Double = 0.05, all: Choice = Choice(),
        kinds: [ColumnKind: Choice] = [:], columns: [ColumnChoice] = []
    ) {
        self.testSettings = testSettings
        self.share = share
        self.conceptThreshold = conceptThreshold
        self.performanceThreshold = performanceThreshold
        self.all = all
        self.kinds = kinds
        self.columns = columns
    }

    /// The test for a column.
    func test(for column: String, pair: ColumnPair) -> any StatTest.Type {
        let choice = setting(\.test, of: column) ?? kinds[pair.kind]?.test
        if let choice { return Self.test(choice) ?? StatTestCatalog.automatic(for: pair) }
        guard let test = all.test.flatMap(Self.test), test.columnKinds.contains(pair.kind) else {
            return StatTestCatalog.automatic(for: pair)
        }
        return test
    }

    /// Whether a column of numbers is compared by a test that needs each single one.
    public func needsEveryValue(of column: String) -> Bool {
        let choice = setting(\.test, of: column) ?? kinds[.numerical]?.test ?? all.test
        return choice.flatMap(Self.test)?.needsEveryValue(testSettings) ?? false
    }

    /// The threshold for a column of a kind; nil for the test's own.
    func threshold(for column: String, kind: ColumnKind) -> Double? {
        setting(\.threshold, of: column) ?? kinds[kind]?.threshold ?? all.threshold
    }

    private func setting<Value>(_ value: KeyPath<Choice, Value?>, of column: String) -> Value? {
        for setting in columns {
            if let value = setting.choice[keyPath: value], setting.columns.matches(column) { return value }
        }
        return nil
    }

    private static func test(_ choice: Test) -> (any StatTest.Type)? {
        guard case .named(let name) = choice else { return nil }
        return StatTestCatalog.named(name)
    }
}
