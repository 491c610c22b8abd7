/// What the configuration says about how statistical tests compute.
public struct StatTestSettings: Sendable, Equatable {
    /// The number of bins where the configuration names none: deciles, as the population stability index is defined.
    public static let defaultBinCount = 10
    /// Evidently's results.
    public static let evidently = StatTestSettings(compatibility: .evidently)

    public let compatibility: Compatibility
    /// Intervals that a numerical column is cut into; with Evidently's results the data decide.
    public let binCount: Int

    /// Sets how tests compute.
    public init(compatibility: Compatibility = .none, binCount: Int = Self.defaultBinCount) {
        self.compatibility = compatibility
        self.binCount = binCount
    }
}

/// Whose results to reproduce where Evidently differs from the textbook.
public enum Compatibility: String, Sendable, CaseIterable {
    /// Nobody's: the definitions of the literature.
    case none
    /// Evidently 0.7.23.
    case evidently
}
