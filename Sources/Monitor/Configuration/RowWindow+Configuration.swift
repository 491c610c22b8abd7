import Checks
import Yams

extension RowWindow {
    /// Times and rows are held in memory while the newest are looked for.
    private static let mostRows = 100_000_000

    /// The rows of a length of time until now.
    init(last: Duration) {
        self.init(.time(Self.nanoseconds(last)))
    }

    /// Reads the mapping `window`.
    init(_ mapping: ConfigurationMapping) {
        let (last, rows): (Duration?, Int?) = (mapping.optionalValue("last"), mapping.optionalValue("rows"))
        if last != nil, rows != nil { mapping.add(.exclusiveKeys("last", "rows"), at: "rows") }
        if last == nil, rows == nil { mapping.problems.add(.missingKey("last\" or \"rows"), at: mapping.mark) }
        if let rows, !(1...Self.mostRows).contains(rows) {
            mapping.reject("rows", "must be from 1 to \(Self.mostRows), found \(rows)")
        }
        for key in ["last", "align", "max_gap"] { mapping.requirePositive(key) }
        let (align, gap): (Duration?, Duration?) = (mapping.optionalValue("align"), mapping.optionalValue("max_gap"))
        self.init(
            rows.map { .rows($0) } ?? .time(Self.nanoseconds(last ?? .zero)), alignment: align.map(Self.nanoseconds),
            offset: Self.nanoseconds(mapping.value("offset", default: .zero)),
            minimumRows: mapping.value("minimum_rows", default: 1), maximumGap: gap.map(Self.nanoseconds))
        if minimumRows < 1 { mapping.reject("minimum_rows", "must be at least 1, found \(minimumRows)") }
    }

    /// At most 100 years: the sum of two is still a time.
    private static func nanoseconds(_ duration: Duration) -> Int64 {
        Int64(min(duration.seconds, 100 * 365 * 86_400)) * 1_000_000_000
            + Int64(duration.components.attoseconds / 1_000_000_000)
    }
}
