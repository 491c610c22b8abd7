import Checks

/// Writes the lines of a metrics page.
///
/// Formats: https://prometheus.io/docs/instrumenting/exposition_formats/ (0.0.4) and
/// https://prometheus.io/docs/specs/om/open_metrics_spec/ (OpenMetrics 1.0).
struct LineWriter {
    private(set) var bytes: [UInt8] = []

    mutating func header(of metric: MetricDescriptor, isOpenMetrics: Bool) {
        guard isOpenMetrics else {
            write("# HELP \(metric.name) \(Self.escaped(metric.help, quotes: false))\n")
            // The text format has no type for information.
            write("# TYPE \(metric.name) \(metric.kind == .info ? "gauge" : metric.kind.rawValue)\n")
            return
        }
        let name = Self.openMetricsName(of: metric)
        write("# TYPE \(name) \(metric.kind.rawValue)\n")
        if let unit = metric.unit { write("# UNIT \(name) \(unit)\n") }
        write("# HELP \(name) \(Self.escaped(metric.help, quotes: true))\n")
    }

    mutating func samples(of family: MetricFamily) {
        for sample in family.samples {
            let labels = Self.labels(of: sample)
            switch sample.value {
            case .number(let value): write(family.metric.name, labels, Self.number(value))
            case .histogram(let histogram): write(histogram, family.metric.name, labels)
            }
        }
    }

    private mutating func write(_ histogram: Histogram, _ name: String, _ labels: String) {
        let separator = labels.isEmpty ? "" : ","
        for bucket in histogram.cumulativeBuckets {
            let bound = "\(separator)le=\"\(Self.bound(bucket.upperBound))\""
            write(name + "_bucket", labels + bound, "\(bucket.count)")
        }
        write(name + "_sum", labels, Self.number(histogram.sum))
        write(name + "_count", labels, "\(histogram.count)")
    }

    private mutating func write(_ name: String, _ labels: String, _ value: String) {
        write(name)
        if !labels.isEmpty {
            write("{")
            write(labels)
            write("}")
        }
        write(" ")
        write(value)
        write("\n")
    }

    private mutating func write(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    /// The labels as they stand between braces.
    private static func labels(of sample: MetricSample) -> String {
        var text = ""
        for (label, value) in zip(sample.metric.labels, sample.labels) where !value.isEmpty {
            if !text.isEmpty { text += "," }
            text += label
            text += "=\""
            text += escaped(value, quotes: true)
            text += "\""
        }
        return text
    }

    /// In OpenMetrics the family name lacks the suffix that its type implies.
    private static func openMetricsName(of metric: MetricDescriptor) -> Substring {
        switch metric.kind {
        case .gauge, .histogram: metric.name[...]
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

    /// A bound as OpenMetrics writes it, in both formats: else a bucket would be two series, depending on the format.
    private static func bound(_ value: Double) -> String {
        let text = number(value)
        return value.isFinite && text.allSatisfy(\.isWholeNumber) ? text + ".0" : text
    }
}
