import RealModule

/// The words of two text columns together, and how much each weighs.
///
/// A word that occurs in d of N texts weighs ln((1 + N) / (1 + d)) + 1 (the smooth inverse document frequency of
/// scikit-learn), N and d counted over both columns.
struct JointVocabulary {
    /// The number of each word of the current column; words of the reference keep theirs.
    let currentNumbers: [Int]
    /// By number.
    let weights: [Double]

    /// Joins the vocabularies; if both together have too many words, they share numbers in the profiles, too.
    init(_ reference: inout TextProfile, _ current: inout TextProfile) {
        var words = reference.vocabulary
        if !words.hasRoom(for: current.vocabulary) {
            if !reference.vocabulary.isShared { reference.shareNumbers() }
            if !current.vocabulary.isShared { current.shareNumbers() }
            words = reference.vocabulary
        }
        currentNumbers = words.merge(current.vocabulary)
        let total = reference.valueCount + current.valueCount
        weights = words.texts.map { texts in
            // Words that share a number can be in more texts than there are.
            Double.log(Double(1 + total) / Double(1 + min(texts, total))) + 1
        }
    }
}
