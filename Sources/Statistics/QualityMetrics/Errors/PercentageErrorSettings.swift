/// How the percentage error treats targets of nearly 0.
public struct PercentageErrorSettings: Sendable, Equatable {
    /// nil for what is usual in the library that is matched.
    public let zeros: ZeroTargets?
    /// Targets up to this magnitude are nearly 0; also the smallest divisor. Default: 2.2·10⁻¹⁶.
    public let epsilon: Double
    /// The error of such a row where it is replaced, as a share of the target. Default: 1.
    public let replacement: Double

    /// Sets the treatment.
    public init(zeros: ZeroTargets? = nil, epsilon: Double = .ulpOfOne, replacement: Double = 1) {
        self.zeros = zeros
        self.epsilon = epsilon
        self.replacement = replacement
    }
}
