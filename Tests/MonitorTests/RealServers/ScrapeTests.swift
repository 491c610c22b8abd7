import Checks
import Foundation
import Testing
import TestSupport

@testable import Monitor

/// Scraped by real servers: Prometheus in OpenMetrics and in protocol buffers, VictoriaMetrics in text.
@Suite(.serialized) struct ScrapeTests {
    private static let accuracy = #"modelwatch_accuracy{model="genre-classifier",dataset="current",basis="realized"}"#

    /// - Parameter limits: More keys of the scrape configuration.
    private static func configuration(_ targets: [String], limits: String = "") -> String {
        let list = targets.map { "\"\($0)\"" }.joined(separator: ", ")
        return """
            global: {scrape_interval: 1s}
            scrape_configs: [{job_name: modelwatch, static_configs: [{targets: [\(list)]}]\(limits)}]
            """
    }

    /// Beside the example a model whose columns and categories are as nobody should name them.
    private static func addHostileModel(to exporter: ExporterProcess) throws {
        let path = Fixtures.url("exposition/hostile.parquet").path()
        let file = exporter.folder.path("modelwatch.yml")
        let model = "  - {name: hostile, reference: {path: \"\(path)\"}, current: {path: \"\(path)\"}}"
        try exporter.folder.write(
            try String(contentsOfFile: file, encoding: .utf8) + "\n\(model)\n", to: "modelwatch.yml")
    }

    /// What check-config says that a scrape must be allowed.
    private static func limits(_ exporter: ExporterProcess) async throws -> String {
        let output = String(
            decoding: try await ChildProcess.output(
                BuiltProduct.modelwatch, ["check-config", "--dry-run", exporter.folder.path("modelwatch.yml")]),
            as: UTF8.self)
        let found = try #require(
            output.firstMatch(
                of: /sample_limit must be 0 or at least (\d+), label_value_length_limit 0 or at least (\d+)/),
            "\(output)")
        return ", sample_limit: \(found.1), label_value_length_limit: \(found.2)"
    }

    private static func waitForScrapes(_ query: SeriesQuery, targets: Int) async throws {
        try await Eventually.holds(within: .seconds(30), "every target was scraped twice") {
            try await query.value(#"count(count_over_time(up{job="modelwatch"}[1m]) > 1)"#) == Double(targets)
        }
        #expect(try await query.value("min(up)") == 1)
        #expect(try await query.value("min(scrape_samples_scraped)") ?? 0 > 20)
    }

    /// A series of ours as text, without the labels that the scraper adds.
    private static func series(_ query: SeriesQuery) async throws -> Set<String> {
        let samples = try await query.samples(#"{__name__=~"modelwatch_.+"}"#)
        return Set(
            samples.map { sample in
                sample.labels.filter { !["job", "instance"].contains($0.key) }.sorted { $0.key < $1.key }
                    .map { "\($0.key)=\($0.value)" }.joined(separator: " ")
            })
    }

    @Test func `Prometheus and VictoriaMetrics see the same series in OpenMetrics and in text`() async throws {
        let exporter = try await ExporterProcess()
        try Self.addHostileModel(to: exporter)
        let limits = try await Self.limits(exporter)
        let child = try await exporter.start()
        let prometheus = try await PrometheusServer(
            configuration: Self.configuration([exporter.address], limits: limits))
        let victoria = try await VictoriaMetricsServer(configuration: Self.configuration([exporter.address]))
        try await Self.waitForScrapes(prometheus.query, targets: 1)
        try await Self.waitForScrapes(victoria.query, targets: 1)
        let series = try await Self.series(prometheus.query)
        #expect(series.count > 500)
        #expect(series.contains { $0.contains("category=\"} 1\n# EOF\n") })
        #expect(series == (try await Self.series(victoria.query)))
        let accuracy = try #require(try await exporter.value(Self.accuracy))
        #expect(try await prometheus.query.value(Self.accuracy) == accuracy)
        #expect(try await victoria.query.value(Self.accuracy) == accuracy)
        let quantile = "histogram_quantile(0.9, modelwatch_evaluation_elapsed_seconds_bucket)"
        #expect(try await prometheus.query.value(quantile) ?? 0 > 0)
        #expect(try await victoria.query.value(quantile) ?? 0 > 0)
        // Types and help came along.
        #expect(try await prometheus.type(of: "modelwatch_evaluations") == "counter")
        #expect(try await prometheus.type(of: "modelwatch_evaluation_elapsed_seconds") == "histogram")
        try await prometheus.stop()
        try await victoria.stop()
        try await child.stop()
    }

    @Test func `Prometheus with native histograms computes quantiles of them`() async throws {
        let exporter = try await ExporterProcess()
        let bridge = try await BridgeProcess()
        try bridge.configure(
            """
            policies: [{name: retrain, match: ['alertname=~".+"'], mode: auto, engine: {command: {argv: [/bin/true]}}}]
            """)
        let children = [try await exporter.start(), try await bridge.start()]
        #expect(try await bridge.deliver(Payloads.data("prom_firing_1")) == 200)
        _ = try await bridge.waitForOnlyTrigger(in: "succeeded")
        let prometheus = try await PrometheusServer(
            configuration: Self.configuration([exporter.address, String(bridge.url.dropFirst("http://".count))]),
            features: ["native-histograms"])
        let query = prometheus.query
        try await Self.waitForScrapes(query, targets: 2)
        for histogram in [
            "modelwatch_evaluation_elapsed_seconds", "modelwatch_delivery_duration_seconds",
            #"modelwatch_dispatch_duration_seconds{engine="command"}"#,
        ] {
            #expect(try await query.value("histogram_count(\(histogram))") == 1)
            let sum = try #require(try await query.value("histogram_sum(\(histogram))"))
            let median = try #require(try await query.value("histogram_quantile(0.5, \(histogram))"))
            // Of one observation each quantile is the observation, as exactly as its bucket is narrow.
            #expect(abs(median - sum) < 0.1 * sum)
        }
        let accuracy = try #require(try await exporter.value(Self.accuracy))
        #expect(try await query.value(Self.accuracy) == accuracy)
        #expect(try await query.value("modelwatch_evaluations_total") == 1)
        #expect(try await query.value("count(modelwatch_model_info)") == 1)
        #expect(try await prometheus.type(of: "modelwatch_delivery_duration_seconds") == "histogram")
        try await prometheus.stop()
        for child in children { try await child.stop() }
    }
}
