import Checks
import Statistics
import Yams

extension ColumnExpectation {
    /// Reads one entry of `expectations`.
    init(_ mapping: ConfigurationMapping, of column: String) {
        let minimum: Double? = mapping.optionalValue("min")
        let maximum: Double? = mapping.optionalValue("max")
        let values: [Category]? = mapping.optionalValue("values")
        let (lower, upper) = (minimum ?? -.infinity, maximum ?? .infinity)
        if lower > upper { mapping.reject("max", "must not be less than min, found \(upper)") }
        if mapping.node("values")?.sequence?.isEmpty == true { mapping.reject("values", "must not be empty") }
        let hasRange = minimum != nil || maximum != nil
        if !hasRange, values == nil { mapping.reject(column, "must hold min, max or values") }
        self.init(column: column, range: hasRange && lower <= upper ? lower...upper : nil, values: values)
    }
}
