/// 1 − the cosine of the mean TF-IDF vectors of the texts on both sides.
///
/// Vectors are those of scikit-learn's `TfidfVectorizer` with its defaults, fitted on the texts of both sides together.
/// Evidently trains a classifier on the texts instead, whose result cannot be reproduced outside scikit-learn.
public struct TextCosineDistance: StatTest {
    public static let name = "tfidf_cosine"
    public static let displayName = "TF-IDF cosine distance"
    public static let columnKinds: Set<ColumnKind> = [.text]
    public static let decision = Decision.scoreAtOrAbove(0.1)

    /// The distance, from 0 to 1.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        pair.texts.map { StatTestOutcome(score: $0.distance.cosine) }
    }

    /// Few texts have few words in common even where they have one source.
    public static func isWithinChance(
        _ outcome: StatTestOutcome, on pair: ColumnPair, settings: StatTestSettings
    ) -> Bool {
        guard let pValue = pair.texts?.distance.pValue else { return true }
        return pValue > 0.05
    }
}
