import Checks

/// Writes the lines of a metrics page.
///
/// Formats: https://prometheus.io/docs/instrumenting/exposition_formats/ (0.0.4) and
/// https://prometheus.io/docs/specs/om/open_metrics_spec/ (OpenMetrics 1.0).
struct ExpositionWriter {
    private let format: ExpositionFormat
    private var text = ""

    init(format: ExpositionFormat) {
        self.format = format
    }

    mutating func header(_ metric: MetricDescriptor) {
        switch format {
        case .text:
            text += "# HELP \(metric.name) \(Self.escaped(metric.help, quotes: false))\n"
            text += "# TYPE \(metric.name) \(metric.kind == .counter ? "counter" : "gauge")\n"
        case .openMetrics:
            let name = Self.openMetricsName(of: metric)
            text += "# TYPE \(name) \(metric.kind.rawValue)\n"
            if let unit = metric.unit { text += "# UNIT \(name) \(unit)\n" }
            text += "# HELP \(name) \(Self.escaped(metric.help, quotes: true))\n"
        }
    }

    mutating func sample(_ sample: Measurement) {
        text += sample.metric.name
        var separator = "{"
        for (label, value) in zip(sample.metric.labels, sample.labels) where !value.isEmpty {
            text += "\(separator)\(label)=\"\(Self.escaped(value, quotes: true))\""
            separator = ","
        }
        if separator == "," { text += "}" }
        text += " \(Self.number(sample.value))\n"
    }

    consuming func finished(isLast: Bool) -> String {
        format == .openMetrics && isLast ? text + "# EOF\n" : text
    }

    /// In OpenMetrics the family name lacks the suffix that its type implies.
    private static func openMetricsName(of metric: MetricDescriptor) -> Substring {
        switch metric.kind {
        case .gauge: metric.name[...]
        case .counter: metric.name.dropLast("_total".count)
        case .info: metric.name.dropLast("_info".count)
        }
    }

    /// Escapes what would end a line or a label value; one such character unescaped loses the whole scrape.
    static func escaped(_ value: String, quotes: Bool) -> String {
        guard value.utf8.contains(where: { $0 == 0x5C || $0 == 0x0A || $0 == 0x22 }) else { return value }
        var result = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The shortest decimal that reads back as the same value; whole numbers without a fraction.
    static func number(_ value: Double) -> String {
        if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 { return String(whole) }
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return "\(value)"
    }
}
