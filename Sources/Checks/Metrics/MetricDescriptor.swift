/// A row of the compile-time table of metrics: everything about a metric but its values.
///
/// Names are never built at run time; configuration can only change label values.
public struct MetricDescriptor: Sendable, Hashable {
    /// How Prometheus should read the values.
    public enum Kind: String, Sendable {
        case gauge
        case counter
        /// A gauge that is always 1 and carries its content in labels.
        case info
        /// Lifetime observations counted in buckets; samples end in `_bucket`, `_sum` and `_count`.
        case histogram
    }

    /// The full sample name; counters end in `_total`, info metrics in `_info`.
    public let name: String
    public let kind: Kind
    /// A base unit such as `seconds`, which is then also the suffix of the name; nil for a dimensionless value.
    public let unit: String?
    /// Label names, in the order in which they are written.
    public let labels: [String]
    /// One sentence for `# HELP`.
    public let help: String

    /// Creates a row of the table.
    public init(_ name: String, _ kind: Kind = .gauge, unit: String? = nil, labels: [String] = [], help: String) {
        self.name = name
        self.kind = kind
        self.unit = unit
        self.labels = labels
        self.help = help
    }
}
