/// The words of a text column that its reference lacks, beside those that are to be expected.
///
/// Each text of the reference is compared with the others of the reference as if it were new. What it has in common with
/// none of them are the words that occur in one text only.
struct NewWords {
    /// Words of the reference that occur in one text only, by all of its words; nil without words.
    let expectedShare: Double?
    /// Current words that the reference lacks, by all current words; nil without words.
    let share: Double?
    /// By how many standard errors the current share exceeds the expected one, 0 if it does not; nil without words, and
    /// for a side of one text.
    let score: Double?

    /// nil where words are too many to be told apart.
    init?(_ reference: TextProfile, _ current: TextProfile) {
        guard !reference.vocabulary.isShared, !current.vocabulary.isShared else { return nil }
        let counts = NewWordCounts(reference.vocabulary, current.vocabulary)
        expectedShare = counts.words == 0 ? nil : counts.expectedShare
        share = counts.currentWords == 0 ? nil : counts.share
        score = counts.score(reference, current)
    }
}

/// Counts of words, repeats included.
private struct NewWordCounts {
    private let vocabulary: Vocabulary
    /// Words of the reference.
    let words: Int
    /// Current words.
    let currentWords: Int
    /// Words of the reference in one text only.
    private var singleWords = 0
    /// Current words that the reference lacks.
    private var newWords = 0
    /// Current words that the reference has in one text only, without which they would be new.
    private var nearlyNewWords = 0
    /// How often each word of the reference occurs in the current data.
    private var currentOccurrences: [Int]
    /// Whether a current word is new.
    private var isNew: [Bool] = []

    init(_ reference: Vocabulary, _ current: Vocabulary) {
        vocabulary = reference
        words = reference.total
        currentWords = current.total
        currentOccurrences = [Int](repeating: 0, count: reference.count)
        for (hash, occurrences) in zip(current.hashes, current.occurrences) {
            let number = reference.number(hash)
            if let number { currentOccurrences[number] = occurrences } else { newWords += occurrences }
            isNew.append(number == nil)
        }
        for number in currentOccurrences.indices where reference.texts[number] == 1 {
            singleWords += reference.occurrences[number]
            nearlyNewWords += currentOccurrences[number]
        }
    }

    var expectedShare: Double { Double(singleWords) / Double(words) }
    var share: Double { Double(newWords) / Double(currentWords) }

    /// The current share is taken of a reference with one text less, on average, which is what a text of the reference
    /// is compared with.
    func score(_ reference: TextProfile, _ current: TextProfile) -> Double? {
        guard words > 0, currentWords > 0, let variance = referenceVariance(reference),
            let currentVariance = currentVariance(current)
        else { return nil }
        let correction = Double(nearlyNewWords) / Double(currentWords) / Double(reference.valueCount)
        // No share is known to less than a word, though the texts be equal.
        let least = 1 / Double(words) / Double(words) + 1 / Double(currentWords) / Double(currentWords)
        return max(0, share + correction - expectedShare) / max(least, variance + currentVariance).squareRoot()
    }

    /// Two texts that have a word for themselves vary together: neither would find it new without the other.
    private func referenceVariance(_ profile: TextProfile) -> Double? {
        var variance = RatioVariance()
        profile.texts.forEach { entries, rows in
            var (count, single, shared) = (0, 0, 0)
            for entry in entries {
                count += entry.count
                switch vocabulary.texts[entry.number] {
                case 1: single += entry.count
                case 2: shared += entry.count * (vocabulary.occurrences[entry.number] - entry.count)
                default: break
                }
            }
            variance.add(single, of: count, covariance: shared, rows: rows)
        }
        return variance.value(of: profile.valueCount)
    }

    private func currentVariance(_ profile: TextProfile) -> Double? {
        var variance = RatioVariance()
        profile.texts.forEach { entries, rows in
            var (count, new) = (0, 0)
            for entry in entries {
                count += entry.count
                if isNew[entry.number] { new += entry.count }
            }
            variance.add(new, of: count, covariance: 0, rows: rows)
        }
        return variance.value(of: profile.valueCount)
    }
}
