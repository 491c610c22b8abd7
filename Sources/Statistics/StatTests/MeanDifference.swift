import CDistributions

/// What the t-tests need of two samples.
struct MeanDifference {
    let n: Double
    let m: Double
    /// Population variance (divisor n).
    let referenceVariance: Double
    /// Population variance (divisor m).
    let currentVariance: Double
    private let difference: Double

    /// nil for numbers whose squares exceed the largest one.
    init?(_ numbers: NumberPair) {
        guard let moments = numbers.moments else { return nil }
        self.init(moments.reference, moments.current)
        guard (difference * n).isFinite, ((referenceVariance + currentVariance) * (n + m)).isFinite else { return nil }
    }

    init(_ reference: SampleMoments, _ current: SampleMoments) {
        (n, m) = (reference.count, current.count)
        (referenceVariance, currentVariance) = (reference.variance, current.variance)
        difference = abs(reference.mean - current.mean)
    }

    /// |t| with the variance of each side.
    var welchStatistic: Double { difference / welchVariance.squareRoot() }

    private var welchVariance: Double { referenceVariance / (n - 1) + currentVariance / (m - 1) }

    /// Of Student's t.
    var studentDegrees: Double { n + m - 2 }

    /// Welch and Satterthwaite's; 1 for two constants.
    var welchDegrees: Double {
        let (reference, current) = (referenceVariance / (n - 1), currentVariance / (m - 1))
        let (left, right) = (reference / (reference + current), current / (reference + current))
        let degrees = 1 / (left * left / (n - 1) + right * right / (m - 1))
        return degrees.isNaN ? 1 : degrees
    }

    /// |t| of Welch and its p-value.
    var welch: StatTestOutcome? { outcome(standardError: welchVariance.squareRoot(), degrees: welchDegrees) }

    /// |t| of Student and its p-value.
    var student: StatTestOutcome? {
        let variance = (n * referenceVariance + m * currentVariance) / studentDegrees
        return outcome(standardError: (variance * (1 / n + 1 / m)).squareRoot(), degrees: studentDegrees)
    }

    private func outcome(standardError: Double, degrees: Double) -> StatTestOutcome? {
        guard standardError > 0 else { return difference > 0 ? .apart : nil }
        let t = min(difference / standardError, .greatestFiniteMagnitude)
        return StatTestOutcome(score: t, pValue: mw_student_two_sided(t, degrees))
    }
}
