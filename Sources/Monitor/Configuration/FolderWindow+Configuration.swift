import Checks
import Dataset
import Yams

extension FolderWindow {
    private static let second: Int64 = 1_000_000_000

    /// Reads which folders hold the rows of a window, where the mapping says how folders are named.
    init?(_ mapping: ConfigurationMapping, of window: RowWindow) {
        let columns = Self.columns(mapping)
        let slack: Duration? = mapping.optionalValue("partition_slack")
        guard let columns else {
            if slack != nil { mapping.reject("partition_slack", "belongs to partition, which names the columns") }
            return nil
        }
        guard case .time(let length) = window.extent else {
            mapping.reject("partition", "belongs to last: where the newest rows are is not known before they are read")
            return nil
        }
        // No window reaches further than 300 years.
        let reach = [length, window.offset, window.alignment ?? 0].reduce(0) { $0 + $1 / Self.second + 1 }
        self.init(
            columns: columns, reach: reach, lag: window.offset / Self.second,
            slack: slack.map { Int64($0.seconds.rounded(.up)) } ?? Self.standardSlack)
    }

    /// One name, or several.
    private static func columns(_ mapping: ConfigurationMapping) -> [String]? {
        guard let node = mapping.node("partition") else { return nil }
        let columns: [String] = node.sequence == nil ? [mapping.value("partition")] : mapping.value("partition")
        if columns.isEmpty || columns.contains(where: { $0.isEmpty || $0.contains("/") || $0.contains("=") }) {
            mapping.reject("partition", "must name columns in folders such as date=2026-11-27, found \(columns)")
        }
        return columns
    }
}
