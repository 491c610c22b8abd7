/// Number, mean and spread of values that come one by one, by Welford's method.
struct RunningMoments: Sendable, Equatable, Codable {
    private(set) var count = 0
    private(set) var mean = 0.0
    /// The sum of the squared distances from the mean.
    private(set) var squares = 0.0

    /// Divisor n; nil without values.
    var variance: Double? { count > 0 ? max(0, squares / Double(count)) : nil }

    mutating func update(_ value: Double) {
        count += 1
        let distance = value - mean
        mean += distance / Double(count)
        squares += distance * (value - mean)
    }
}
