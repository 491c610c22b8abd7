public import Statistics

/// How drift is measured.
public struct DriftSettings: Sendable, Equatable {
    /// The test of one column.
    public struct Override: Sendable, Equatable {
        /// A name of the catalogue; nil for the automatic choice.
        public let test: String?
        /// nil for the test's default.
        public let threshold: Double?

        /// Sets the test of a column.
        public init(test: String? = nil, threshold: Double? = nil) {
            self.test = test
            self.threshold = threshold
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
    /// The test of each kind of column; nil for the automatic choice.
    public let tests: [ColumnKind: String]
    /// What is set for single columns, by name.
    public let columns: [String: Override]

    /// Sets how drift is measured.
    public init(
        testSettings: StatTestSettings = StatTestSettings(), share: Double = 0.5,
        conceptThreshold: Double = 0.05, performanceThreshold: Double = 0.05, tests: [ColumnKind: String] = [:],
        columns: [String: Override] = [:]
    ) {
        self.testSettings = testSettings
        self.share = share
        self.conceptThreshold = conceptThreshold
        self.performanceThreshold = performanceThreshold
        self.tests = tests
        self.columns = columns
    }

    /// The test for a column; one of the column goes before one of the kind.
    func test(for column: String, pair: ColumnPair) -> any StatTest.Type {
        let name = columns[column]?.test ?? tests[pair.kind]
        return name.flatMap(StatTestCatalog.named) ?? StatTestCatalog.automatic(for: pair)
    }
}
