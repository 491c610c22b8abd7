import CDistributions
import RealModule

/// The correlation of two columns, with how far chance moves it.
public struct CorrelationEstimate: Sendable, Equatable {
    /// From -1, or 0 where there is no direction, to 1.
    public let coefficient: Double
    /// The coefficient on a scale on which chance moves it nearly normally.
    let scaled: Double
    /// The variance of ``scaled``; nil where it is not known, or the rows are too few.
    let variance: Double?

    /// Correlations nearer to ±1 than this are not told apart: the rest is rounding.
    static let resolution = 1e-9

    init(_ coefficient: Double, scaled: Double, variance: Double?) {
        self.coefficient = min(1, max(-1, coefficient))
        self.scaled = scaled
        self.variance = variance.flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
    }

    /// Scales by Fisher's z, artanh of the coefficient, whose variance hardly depends on the coefficient.
    ///
    /// Fisher, "On the 'probable error' of a coefficient of correlation deduced from a small sample", 1921.
    init(_ coefficient: Double, varianceOfZ variance: Double?) {
        let bound = 1 - Self.resolution
        self.init(coefficient, scaled: .atanh(min(bound, max(-bound, coefficient))), variance: variance)
    }

    /// The probability that chance alone makes two correlations differ as much, two-sided; nil where it is not known.
    public func pValue(against other: CorrelationEstimate) -> Double? {
        guard let variance, let otherVariance = other.variance else { return nil }
        let z = abs(scaled - other.scaled) / (variance + otherVariance).squareRoot()
        return min(1, 2 * mw_normal_survival(z))
    }
}
