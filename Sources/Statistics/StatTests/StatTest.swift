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

    /// Whether the test needs each single number, so that buckets are of no use to it.
    static func needsEveryValue(_ settings: StatTestSettings) -> Bool

    /// The cells within which a closer look makes the outcome exact, or its bounds narrower; none where it would not.
    static func openCells(_ pair: HistogramPair, settings: StatTestSettings) -> [Int]
}

extension StatTest {
    /// The p-value has answered that already.
    public static func isWithinChance(
        _ outcome: StatTestOutcome, on pair: ColumnPair, settings: StatTestSettings
    ) -> Bool { false }

    public static func needsEveryValue(_ settings: StatTestSettings) -> Bool { false }

    /// Counts and sums of whole samples are exact in buckets, too.
    public static func openCells(_ pair: HistogramPair, settings: StatTestSettings) -> [Int] { [] }

    /// The keys in the cells that a closer look is good for.
    public static func openRanges(_ pair: HistogramPair, settings: StatTestSettings) -> [ClosedRange<UInt64>] {
        pair.ranges(of: openCells(pair, settings: settings))
    }
}
