import CDistributions

/// The line of least squares through points, and what chance makes of its slope, as `scipy.stats.linregress`.
///
/// All sums are exact, so a large common offset of x or y, such as seconds since 1970, costs no digit.
public struct LinearTrend: Sendable, Equatable {
    /// The number of points.
    public let count: Int
    /// In units of y for one unit of x.
    public let slope: Double
    /// y at x = 0.
    public let intercept: Double
    /// Standard error of the slope; nil with two points, which any line fits.
    public let standardError: Double?
    /// The two-sided probability of such a slope where there is none, by Student's t with n − 2 degrees of freedom; nil with
    /// two points.
    public let pValue: Double?

    /// Fits points; nil unless two of them differ in x, and where squares exceed the largest number.
    init?(_ moments: PairMoments) {
        let (x, y, both) = (moments.xScatter.parts, moments.yScatter.parts, moments.scatter.parts)
        guard x.high > 0, x.high.isFinite, y.high.isFinite, both.high.isFinite,
            let xMean = moments.x.mean, let yMean = moments.y.mean
        else { return nil }
        let slope = both.high / x.high
        let intercept = yMean.addingProduct(-slope, xMean)
        guard slope.isFinite, intercept.isFinite else { return nil }
        count = moments.count
        self.slope = slope
        self.intercept = intercept
        guard count > 2 else {
            (standardError, pValue) = (nil, nil)
            return
        }
        let degrees = Double(count - 2)
        // The square root of each, since the ratio of the scatters may exceed the largest number.
        let scale = y.high.squareRoot() / x.high.squareRoot()
        let error = scale * (Self.unexplainedShare(x, y, both) / degrees).squareRoot()
        standardError = error
        let t = slope == 0 ? 0 : min(abs(slope) / error, .greatestFiniteMagnitude)
        pValue = mw_student_two_sided(t, degrees)
    }

    /// Fits values at x = 0, 1, 2, ... as `numpy.polyfit(range(n), values, 1)`; nil with fewer than two.
    public init?(values: [Double]) {
        var moments = PairMoments()
        for (index, value) in values.enumerated() { moments.add(Double(index), value) }
        self.init(moments)
    }

    /// 1 − r², without the cancellation of points that are almost on a line; 0 where all y are equal.
    private static func unexplainedShare(
        _ x: (high: Double, low: Double), _ y: (high: Double, low: Double), _ both: (high: Double, low: Double)
    ) -> Double {
        guard y.high > 0 else { return 0 }
        // Scaled by powers of 2, to the same power for both sides of the difference.
        let (i, j) = (Int(x.high.exponent) >> 1, Int(y.high.exponent) >> 1)
        func scaled(_ value: Double, _ exponent: Int) -> Double {
            Double(sign: .plus, exponent: -exponent, significand: value)
        }
        let (a, aRest) = (scaled(x.high, 2 * i), scaled(x.low, 2 * i))
        let (b, bRest) = (scaled(y.high, 2 * j), scaled(y.low, 2 * j))
        let (c, cRest) = (scaled(both.high, i + j), scaled(both.low, i + j))
        let (product, square) = (a * b, c * c)
        let rounding = (-product).addingProduct(a, b) - (-square).addingProduct(c, c)
        let rests = a * bRest + aRest * b - 2 * c * cRest
        return max(0, (product - square) + (rounding + rests)) / product
    }
}
