/// Which statistics of columns get series.
public struct StatisticsSettings: Sendable, Equatable {
    /// A statistic of numerical columns that only those get who ask for it.
    public enum Additional: String, Sendable, CaseIterable {
        case sum
        case zeroValues = "zero_values"
        case negativeValues = "negative_values"
    }

    /// The probabilities of the quantiles of numerical columns, each from 0 to 1.
    public let quantiles: [Double]
    /// What is exported besides the usual.
    public let additional: [Additional]

    /// Chooses statistics.
    public init(quantiles: [Double] = [0.25, 0.5, 0.75], additional: [Additional] = []) {
        self.quantiles = quantiles
        self.additional = additional
    }
}
