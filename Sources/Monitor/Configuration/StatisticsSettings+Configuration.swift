import Checks
import Statistics

extension StatisticsSettings.Additional: ConfigurationChoice {
    static let placeholder = StatisticsSettings.Additional.sum
}

extension StatisticsSettings {
    /// Reads `statistics`.
    init(_ mapping: ConfigurationMapping) {
        let usual = StatisticsSettings()
        self.init(
            quantiles: mapping.value("quantiles", default: usual.quantiles),
            additional: mapping.value("additional", default: usual.additional))
        if let probability = quantiles.first(where: { !(0...1).contains($0) }) {
            mapping.reject("quantiles", "must be from 0 to 1, found \(probability)")
        }
        if Set(quantiles).count < quantiles.count { mapping.reject("quantiles", "must not repeat a number") }
        if Set(additional).count < additional.count { mapping.reject("additional", "must not repeat a name") }
    }
}
