import CDistributions

/// The z-test for the share of words that the texts of the reference lack.
///
/// z = (q − p) / s. q is the share among current words. p is what the reference shows of itself: the share of words that
/// occur in one text only, which that text has in common with no other. s² is the variance of the two ratios over texts,
/// since the words of a text come together, with Good's term for words that two texts share (Biometrika 40, 1953). Fewer
/// new words than expected are no drift: z is then 0.
public struct OutOfVocabulary: StatTest {
    public static let name = "oov"
    public static let displayName = "Out-of-vocabulary p_value"
    public static let columnKinds: Set<ColumnKind> = [.text]
    public static let decision = Decision.pValueBelow(0.05)

    /// z and its two-sided p-value; undefined without words, for a side of one text, and for more than
    /// 1,048,576 distinct words on a side.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        guard let z = pair.texts?.newWordScore else { return nil }
        return StatTestOutcome(score: z, pValue: min(1, 2 * mw_normal_survival(z)))
    }
}
