import RealModule

/// How far the distribution of a sample may be from that of all values.
public enum EmpiricalDistribution {
    /// The distance between the distribution functions of a sample and of all values, anywhere, that is exceeded with a
    /// probability of at most `failure`: the inequality of Dvoretzky, Kiefer and Wolfowitz with Massart's constant (1990),
    /// which is on the safe side for values that are not drawn twice. nil without values.
    public static func errorBound(valueCount: Int, failure: Double) -> Double? {
        guard valueCount > 0, failure > 0 else { return nil }
        return min(1, (Double.log(2 / failure) / (2 * Double(valueCount))).squareRoot())
    }
}
