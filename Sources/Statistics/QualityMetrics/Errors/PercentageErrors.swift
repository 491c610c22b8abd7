/// Absolute errors as shares of the target. Merges by addition.
struct PercentageErrors: Sendable, Equatable {
    let compatibility: Compatibility
    private let settings: PercentageErrorSettings
    /// Of rows whose target is not nearly 0.
    private var regular = ExactMoments()
    /// Of the others.
    private var nearZero = ExactMoments()

    init(_ settings: PercentageErrorSettings, compatibility: Compatibility) {
        self.settings = settings
        self.compatibility = compatibility
    }

    /// Adds a row: |error| / max(|target|, ε), as `sklearn.metrics.mean_absolute_percentage_error`.
    ///
    /// Evidently divides by max(target, ε), so that a negative target yields an error of 10¹⁵ and more.
    @inline(__always)
    mutating func add(error: Double, target: Double) {
        let divisor = max(compatibility == .evidently ? target : abs(target), settings.epsilon)
        let share = abs(error) / divisor
        if abs(target) > settings.epsilon { regular.add(share) } else { nearZero.add(share) }
    }

    /// Adds the rows of another with the same settings.
    mutating func merge(_ other: PercentageErrors) {
        regular.merge(other.regular)
        nearZero.merge(other.nearZero)
    }

    /// The shares that count.
    func moments(_ zeros: ZeroTargets) -> ExactMoments {
        var moments = regular
        switch zeros {
        case .keep: moments.merge(nearZero)
        case .drop: break
        case .replace: moments.add(settings.replacement, times: nearZero.count)
        }
        return moments
    }
}
