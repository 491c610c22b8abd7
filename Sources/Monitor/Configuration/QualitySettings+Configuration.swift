import Checks
import Statistics

extension ZeroTargets: ConfigurationChoice {
    static let placeholder = ZeroTargets.keep
}

extension QualitySettings {
    /// Reads `quality`.
    init(_ mapping: ConfigurationMapping) {
        self.init(
            probabilityThreshold: Self.share(mapping, "probability_threshold", default: 0.5),
            lowConfidence: Self.share(mapping, "low_confidence", default: 0.7),
            percentageError: mapping.section("percentage_error") { .init($0) } ?? PercentageErrorSettings(),
            trendEvaluations: mapping.value("trend_evaluations", default: 10))
        if !(3...1000).contains(trendEvaluations) {
            mapping.reject("trend_evaluations", "must be from 3 to 1000, found \(trendEvaluations)")
        }
    }

    private static func share(_ mapping: ConfigurationMapping, _ key: String, default fallback: Double) -> Double {
        let share = mapping.value(key, default: fallback)
        if !(0...1).contains(share) { mapping.reject(key, "must be from 0 to 1, found \(share)") }
        return share
    }
}

extension PercentageErrorSettings {
    /// Reads `percentage_error`.
    init(_ mapping: ConfigurationMapping) {
        self.init(
            zeros: mapping.optionalValue("zeros"),
            epsilon: mapping.value("epsilon", default: .ulpOfOne),
            replacement: mapping.value("replacement", default: 1))
        if epsilon <= 0 { mapping.reject("epsilon", "must be greater than 0, found \(epsilon)") }
        if replacement < 0 { mapping.reject("replacement", "must not be negative, found \(replacement)") }
    }
}
