/// The two-sample Kolmogorov-Smirnov test on the lengths of texts in characters.
public struct TextLengths: StatTest {
    public static let name = "text_length"
    public static let displayName = "Text length K-S p_value"
    public static let columnKinds: Set<ColumnKind> = [.text]
    public static let decision = Decision.pValueAtOrBelow(0.05)

    /// The statistic D and its two-sided p-value, as ``KolmogorovSmirnov``.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        pair.texts?.lengths.kolmogorovSmirnov
    }
}
