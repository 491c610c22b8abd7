import Checks

extension RowSampling {
    /// Numbers are held in memory while the rows are drawn.
    private static let mostRows = 100_000_000

    /// Reads `sampling` of a data set.
    init(_ mapping: ConfigurationMapping) {
        let (rows, share): (Int?, Double?) = (mapping.optionalValue("rows"), mapping.optionalValue("ratio"))
        let column: String? = mapping.optionalValue("column")
        if rows != nil, share != nil { mapping.add(.exclusiveKeys("rows", "ratio"), at: "ratio") }
        if rows == nil, share == nil { mapping.problems.add(.missingKey("rows\" or \"ratio"), at: mapping.mark) }
        if rows != nil, column != nil { mapping.add(.exclusiveKeys("rows", "column"), at: "column") }
        if let rows, !(1...Self.mostRows).contains(rows) {
            mapping.reject("rows", "must be from 1 to \(Self.mostRows), found \(rows)")
        }
        if let share, !(share > 0 && share <= 1) {
            mapping.reject("ratio", "must be above 0 and at most 1, found \(share)")
        }
        let wanted = share ?? 1
        self.init(
            rows.map { .rows($0) } ?? column.map { .shareOfValues(wanted, column: $0) } ?? .share(wanted),
            seed: mapping.value("seed", default: 1))
    }
}
