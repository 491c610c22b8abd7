/// A wire format of a metrics page.
public enum ExpositionFormat: Sendable, CaseIterable {
    /// Prometheus text format 0.0.4.
    case text
    /// OpenMetrics 1.0.
    case openMetrics
    /// Length-delimited `io.prometheus.client.MetricFamily` messages, the only format with native histograms.
    case protobuf

    /// The exact value of the `Content-Type` header.
    public var contentType: String {
        switch self {
        case .text: "text/plain; version=0.0.4; charset=utf-8"
        case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
        case .protobuf:
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited"
        }
    }

    /// How samples are written in the format.
    var encoding: SampleEncoding {
        switch self {
        case .text, .openMetrics: .lines
        case .protobuf: .protobuf
        }
    }
}
