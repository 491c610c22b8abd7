import Checks

extension SegmentSettings {
    /// Reads `segments`: names of columns, or mappings.
    static func list(_ model: ConfigurationMapping) -> [SegmentSettings] {
        let segments = model.sections("segments", short: { SegmentSettings(column: $0) }) { SegmentSettings($0) }
        let names = segments.map(\.column)
        if let name = names.first(where: { name in names.count { $0 == name } > 1 }) {
            model.reject("segments", "must not repeat a column, found \"\(name)\" twice")
        }
        return segments
    }

    private init(_ mapping: ConfigurationMapping) {
        self.init(
            column: mapping.value("column"), bins: mapping.value("bins", default: []),
            minimumRows: mapping.value("minimum_rows", default: SegmentSettings(column: "").minimumRows))
        if mapping.contains("bins"), bins.isEmpty || zip(bins, bins.dropFirst()).contains(where: { $0 >= $1 }) {
            mapping.reject("bins", "must be one or more numbers in ascending order")
        }
        if bins.count > Self.mostBins { mapping.reject("bins", "must be at most \(Self.mostBins) numbers") }
        if minimumRows < 1 { mapping.reject("minimum_rows", "must be at least 1, found \(minimumRows)") }
    }

    private static let mostBins = 200
}
