import HTTPTypes
import Testing

@testable import Monitor

struct ExpositionChoiceTests {
    @Test(
        arguments: [
            // Prometheus 2.42.
            (
                "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
                    + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
                .openMetrics
            ),
            // Prometheus 3.14, without and with native histograms.
            (
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                    + "application/openmetrics-text;version=0.0.1;q=0.5,"
                    + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
                .openMetrics
            ),
            (
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.7,"
                    + "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,*/*;q=0.1",
                .protobuf
            ),
            // Prometheus 2.42 with native histograms.
            (
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,"
                    + "application/openmetrics-text;version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.75,"
                    + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
                .protobuf
            ),
            // Encodings and messages of protocol buffers that we do not write.
            ("application/vnd.google.protobuf", .text),
            ("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=text", .text),
            ("application/vnd.google.protobuf;proto=a.B;encoding=delimited,application/openmetrics-text", .openMetrics),
            ("text/plain;version=1.0.0,application/openmetrics-text;q=0.5", .openMetrics),
            // VictoriaMetrics.
            ("text/plain;version=0.0.4;q=1,*/*;q=0.1", .text),
            // curl, browsers, nobody.
            ("*/*", .text), ("", .text),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", .text),
            // The client's order of equals, and its weights against its order.
            ("text/plain,application/openmetrics-text", .text),
            ("application/openmetrics-text,text/plain", .openMetrics),
            ("text/plain;q=0.2,application/openmetrics-text;q=0.3", .openMetrics),
            ("application/openmetrics-text;q=0,text/plain;q=0.1", .text),
            ("application/openmetrics-text;version=0.0.1", .openMetrics),
            ("application/openmetrics-text; version=1.0.0 ; q=0.9 , text/plain", .text),
            // Versions that we do not write, media types that we do not have.
            ("application/openmetrics-text;version=2.0.0", .text), ("application/json", .text),
            (
                "application/openmetrics-text;version=2.0.0,application/openmetrics-text;version=1.0.0;q=0.5",
                .openMetrics
            ),
            // Media types have no case, and parameters may be quoted.
            ("Application/OpenMetrics-Text;Version=1.0.0;Q=0.9,text/plain;q=0.1", .openMetrics),
            (#"application/openmetrics-text;version="1.0.0""#, .openMetrics),
            // Rubbish.
            (";;;,,,q=", .text), ("application/openmetrics-text;q=nan", .text),
            ("application/openmetrics-text;q=-1,text/plain;q=abc", .text), (",", .text), ("\t \t", .text),
            ("application/openmetrics-text;q", .openMetrics), ("é\u{0}/*;q=1", .text),
        ] as [(String, ExpositionFormat)])
    func `a client gets the best of our formats`(header: String, format: ExpositionFormat) {
        #expect(ExpositionChoice([.accept: header]).format == format)
    }

    /// The names are the same in every way of writing them, so what was asked for is what is given.
    @Test(
        arguments: [
            ("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8", "; escaping=allow-utf-8"),
            ("application/openmetrics-text;version=1.0.0;escaping=underscores", "; escaping=underscores"),
            ("application/openmetrics-text;version=1.0.0;escaping=none", ""),
            ("text/plain;escaping=\"dots\"", "; escaping=dots"),
            ("application/openmetrics-text;version=1.0.0", ""), ("*/*", ""),
        ])
    func `the way of writing names is repeated if it is one`(header: String, ending: String) {
        let choice = ExpositionChoice([.accept: header])
        #expect(choice.contentType == choice.format.contentType + ending)
    }

    @Test(
        arguments: [
            ("gzip", .gzip), ("gzip, deflate, br", .gzip), ("GZip;q=0.1", .gzip), ("x-gzip", .gzip),
            ("deflate;q=1, gzip;q=0.5", .gzip), ("", .identity), ("gzip;q=0", .identity), ("br, zstd", .identity),
            ("identity", .identity), ("identity;q=1, gzip;q=0.5", .identity), ("identity;q=0.5, gzip", .gzip),
            ("*", .identity), ("gzip;q=0, *", .identity), (";;,=q", .identity), ("gzip;q=x", .identity),
        ] as [(String, ContentCoding)])
    func `gzip is for those who ask for it`(header: String, coding: ContentCoding) {
        #expect(ExpositionChoice([.acceptEncoding: header]).coding == coding)
    }
}
