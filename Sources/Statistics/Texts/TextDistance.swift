import CDistributions

/// How far apart the words of two text columns are, by their mean TF-IDF vectors.
///
/// Vectors are those of scikit-learn's `TfidfVectorizer` with its defaults, fitted on the texts of both columns: a word
/// that only one of them has counts as a difference, and neither column goes before the other.
struct TextDistance: Sendable, Equatable {
    /// 1 − the cosine of the mean vectors: 0 for the same words in the same proportions, 1 without a common word.
    let cosine: Double
    /// The probability that the means of two samples from one distribution, as large as these, are at least as far apart;
    /// nil where it cannot be estimated.
    let pValue: Double?

    init(cosine: Double, pValue: Double?) {
        self.cosine = cosine
        self.pValue = pValue
    }

    /// Words of the profiles may share numbers afterwards.
    init(_ reference: inout TextProfile, _ current: inout TextProfile) {
        let words = JointVocabulary(&reference, &current)
        let left = MeanTextVector(of: reference.texts, numbers: nil, weights: words.weights)
        let right = MeanTextVector(of: current.texts, numbers: words.currentNumbers, weights: words.weights)
        let squares = (left.dot(left), right.dot(right))
        let product = left.dot(right)
        cosine = Self.cosineDistance(product, squares)
        let samples = (
            TextVectorSample(reference.texts, numbers: nil, weights: words.weights),
            TextVectorSample(current.texts, numbers: words.currentNumbers, weights: words.weights)
        )
        pValue = Self.pValue(
            max(0, squares.0 + squares.1 - 2 * product), (left, right),
            traces: (
                samples.0.squaredCovarianceTrace(around: left), samples.1.squaredCovarianceTrace(around: right)
            ))
    }

    /// Two columns without words are alike; one without words is unlike any other.
    private static func cosineDistance(_ product: Double, _ squares: (Double, Double)) -> Double {
        if squares.0 == 0, squares.1 == 0 { return 0 }
        guard squares.0 > 0, squares.1 > 0 else { return 1 }
        return min(1, max(0, 1 - product / (squares.0.squareRoot() * squares.1.squareRoot())))
    }

    /// Under one distribution with the covariance Σ, |x̄ − ȳ|² has the mean tr(Σ) · (1/n + 1/m) and the variance
    /// 2 tr(Σ²) · (1/n + 1/m)²: close to g·χ² with tr(Σ)² / tr(Σ²) degrees of freedom (Box, 1954).
    private static func pValue(
        _ squaredDistance: Double, _ means: (MeanTextVector, MeanTextVector), traces: (Double?, Double?)
    ) -> Double? {
        let (n, m) = (Double(means.0.rowCount), Double(means.1.rowCount))
        guard let variance = pooled(means.0.totalVariance, n, means.1.totalVariance, m),
            let square = pooled(traces.0, n, traces.1, m)
        else { return nil }
        guard variance > 0, square > 0 else { return squaredDistance > 0 ? 0 : 1 }
        let degrees = variance * variance / square
        return mw_chi_square_survival(degrees * squaredDistance / (variance * (1 / n + 1 / m)), degrees)
    }

    private static func pooled(_ first: Double?, _ n: Double, _ second: Double?, _ m: Double) -> Double? {
        guard n + m > 2 else { return nil }
        return ((first ?? 0) * (n - 1) + (second ?? 0) * (m - 1)) / (n + m - 2)
    }
}
