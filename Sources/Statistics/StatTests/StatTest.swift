/// A statistical test for drift between the values of a column in reference and current.
///
/// A test is a type without state; ``StatTestCatalog/all`` lists them, and everything that names tests (configuration,
/// help, documentation, labels) is derived from that list.
public protocol StatTest: Sendable {
    /// The key in the configuration and the value of the label `method`.
    static var name: String { get }
    /// The name in prose, as Evidently prints it.
    static var displayName: String { get }
    /// The kinds of column that a user may ask this test for.
    static var columnKinds: Set<ColumnKind> { get }
    /// From which side and value on the outcome means drift.
    static var decision: Decision { get }

    /// Compares the two sides.
    ///
    /// - Returns: nil where the test is undefined for these values.
    static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome?

    /// Whether at least one in twenty pairs of samples from one distribution, as large as these, score as much.
    ///
    /// Asked only of outcomes that reach the threshold. A test whose p-value is right for samples of any size says no.
    static func isWithinChance(_ outcome: StatTestOutcome, on pair: ColumnPair, settings: StatTestSettings) -> Bool
}

extension StatTest {
    /// The p-value has answered that already.
    public static func isWithinChance(
        _ outcome: StatTestOutcome, on pair: ColumnPair, settings: StatTestSettings
    ) -> Bool { false }
}

/// What a statistical test found.
public struct StatTestOutcome: Sendable, Equatable {
    /// The test's statistic or distance: larger means more drift.
    public let score: Double
    /// The probability of a score at least this large without drift, where the test has one.
    public let pValue: Double?

    /// Makes an outcome.
    public init(score: Double, pValue: Double? = nil) {
        self.score = score
        self.pValue = pValue
    }

    /// A column with one value on both sides: it cannot drift.
    static let unchanged = StatTestOutcome(score: 0, pValue: 1)
    /// A column with one value on each side and not the same: nothing could be further apart, in units of the spread
    /// within the sides.
    static let apart = StatTestOutcome(score: .greatestFiniteMagnitude, pValue: 0)
}
