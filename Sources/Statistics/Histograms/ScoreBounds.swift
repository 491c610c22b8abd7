/// Between what a number is known to lie; both ends are one where it is known.
struct ScoreBounds: Sendable, Equatable {
    let lower: Double
    let upper: Double

    init(_ lower: Double, _ upper: Double) {
        (self.lower, self.upper) = (lower, upper)
    }

    /// A number that is known.
    init(_ value: Double) {
        self.init(value, value)
    }

    /// Both ends by a function that does not decrease.
    func map(_ transform: (Double) -> Double) -> ScoreBounds { ScoreBounds(transform(lower), transform(upper)) }

    /// Whether both ends are finite.
    var isFinite: Bool { lower.isFinite && upper.isFinite }
}
