import Checks

/// The table of every metric, as the documentation has it and as `modelwatch metrics` prints it.
public struct MetricTable: Sendable {
    /// How to print the table.
    public enum Format: String, Sendable, CaseIterable {
        /// For people at a terminal.
        case text
        /// For the documentation.
        case markdown
    }

    private let entries = MetricCatalog.entries

    /// The metrics of the catalogue.
    public init() {}

    /// The table, ending in a newline.
    public func formatted(as format: Format) -> String {
        switch format {
        case .text: entries.map(Self.paragraph).joined(separator: "\n")
        case .markdown: Self.header + entries.map(Self.row).joined()
        }
    }

    private static let header = """
        | metric | type | unit | labels | from | help |
        |---|---|---|---|---|---|

        """

    private static func row(_ entry: MetricCatalog.Entry) -> String {
        let metric = entry.metric
        let labels = metric.labels.map { "`\($0)`" }.joined(separator: ", ")
        let cells = [
            "`\(metric.name)`", metric.kind.rawValue, metric.unit ?? "", labels, entry.source,
            metric.help.replacing("|", with: "\\|"),
        ]
        return "|" + cells.map { $0.isEmpty ? " |" : " \($0) |" }.joined() + "\n"
    }

    private static func paragraph(_ entry: MetricCatalog.Entry) -> String {
        let metric = entry.metric
        let labels = metric.labels.isEmpty ? "" : "{\(metric.labels.joined(separator: ","))}"
        let unit = metric.unit.map { ", \($0)" } ?? ""
        return """
            \(metric.name)\(labels)
              \(metric.kind.rawValue)\(unit), from \(entry.source)
              \(metric.help)

            """
    }
}
