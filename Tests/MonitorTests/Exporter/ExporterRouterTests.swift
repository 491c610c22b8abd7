import Checks
import Dataset
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing
import TestSupport

@testable import Monitor

/// The pages of the exporter over a snapshot, without sockets.
struct ExporterRouterTests {
    private func test(
        _ states: [ModelState], _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        let server = try WebServer(exporting: SnapshotStore(states))
        try await server.test(.router) { try await body($0) }
    }

    private static func failed(missing: BothSides<Bool>, after state: ModelState? = nil) throws -> ModelState {
        var state = try state ?? ModelState(ModelConfiguration.genres(in: "/nowhere"), interval: .seconds(30))
        let side: DatasetSide = missing.reference ? .reference : .current
        let folder = Fixtures.packageRoot.appending(path: "examples/genres").path()
        let there = EvaluatedData.now(of: try ModelConfiguration.genres(in: folder)).identities
        let identities = BothSides(
            reference: missing.reference ? nil : there.reference, current: missing.current ? nil : there.current)
        state.fail(
            EvaluationError(side: side, cause: .notFound("/nowhere/x.parquet")),
            data: EvaluatedData(identities: identities),
            at: TestClock.at("22:52:00"))
        return state
    }

    @Test(
        arguments: [
            ("", "text/plain; version=0.0.4; charset=utf-8"), ("*/*", "text/plain; version=0.0.4; charset=utf-8"),
            (
                "application/openmetrics-text;version=1.0.0,*/*;q=0.1",
                "application/openmetrics-text; version=1.0.0; charset=utf-8"
            ),
        ])
    func `metrics come in the format that the client takes`(accept: String, contentType: String) async throws {
        let state = try await ModelState.genres()
        try await test([state]) { client in
            let response = try await client.execute(
                uri: "/metrics", method: .get, headers: accept.isEmpty ? [:] : [.accept: accept])
            let body = String(buffer: response.body)
            #expect(response.status == .ok)
            #expect(response.headers[.contentType] == contentType)
            #expect(response.headers[.vary] == "Accept, Accept-Encoding")
            let isOpenMetrics = contentType.hasPrefix("application")
            #expect(body.hasSuffix("\n"))
            #expect(body.hasSuffix("\n# EOF\n") == isOpenMetrics)
            #expect(body.components(separatedBy: "# EOF").count == (isOpenMetrics ? 2 : 1))
            #expect(body.contains("process_start_time_seconds"))
            #expect(
                body.contains(
                    #"modelwatch_accuracy{model="genre-classifier",dataset="current",basis="realized"} 0.926"#))
            #expect(!body.contains("\r"))
        }
    }

    @Test(arguments: [ExpositionFormat.text, .openMetrics])
    func `families come once, their lines together, series once`(format: ExpositionFormat) async throws {
        let state = try await ModelState.genres(current: "degraded.parquet")
        try await test([state]) { client in
            let response = try await client.execute(
                uri: "/metrics", method: .get, headers: [.accept: format.contentType])
            let lines = String(buffer: response.body).split(separator: "\n")
            let types = lines.filter { $0.hasPrefix("# TYPE ") }.map { $0.split(separator: " ")[2] }
            #expect(Set(types).count == types.count)
            #expect(types.count > 30)
            let series = lines.filter { !$0.hasPrefix("#") }.map { $0[..<($0.lastIndex(of: " ") ?? $0.endIndex)] }
            #expect(Set(series).count == series.count)
            var family = ""
            for line in lines where line != "# EOF" {
                let name = line.split(separator: " ")[line.hasPrefix("#") ? 2 : 0].prefix { $0 != "{" }
                if line.hasPrefix("# TYPE ") { family = String(name) }
                if !line.hasPrefix("#") {
                    let suffixes = ["", "_total", "_info", "_bucket", "_sum", "_count"]
                    #expect(suffixes.contains { name == family + $0 })
                }
            }
        }
    }

    @Test func `the page is the same from scrape to scrape`() async throws {
        let state = try await ModelState.genres()
        let store = SnapshotStore([state])
        let pages = PageCache(store)
        let first = pages.page(.text, .identity, since: 0).body(tail: []).bytes
        store.update([state])
        #expect(pages.page(.text, .identity, since: pages.generation).body(tail: []).bytes == first)
    }

    @Test func `before the first look there are no values of the model`() async throws {
        let state = ModelState(try .genres(in: "/nowhere"), interval: .seconds(30))
        try await test([state]) { client in
            let body = String(buffer: try await client.execute(uri: "/metrics", method: .get).body)
            #expect(body.contains(#"modelwatch_check_success{model="genre-classifier",check="column_drift"} 0"#))
            #expect(!body.contains("modelwatch_source_up{"))
            #expect(!body.contains("modelwatch_accuracy{"))
            let flattened = try await client.execute(uri: "/metrics/evidently", method: .get)
            #expect(String(buffer: flattened.body) == "# not evaluated yet\n")
        }
    }

    @Test(
        arguments: [
            (true, false, "# reference.parquet not found\n"), (false, true, "# current.parquet not found\n"),
            (true, true, "# reference.parquet not found\n"),
        ])
    func `the flattened page names a missing file as its clients expect`(
        reference: Bool, current: Bool, body: String
    ) async throws {
        let state = try Self.failed(missing: BothSides(reference: reference, current: current))
        try await test([state]) { client in
            let response = try await client.execute(uri: "/metrics/evidently", method: .get)
            #expect(response.status == .ok)
            #expect(String(buffer: response.body) == body)
            #expect(response.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
            let metrics = String(buffer: try await client.execute(uri: "/metrics", method: .get).body)
            for (side, isMissing) in [("reference", reference), ("current", current)] {
                let line = #"modelwatch_source_up{model="genre-classifier",source="\#(side)"} \#(isMissing ? 0 : 1)"#
                #expect(metrics.contains(line))
            }
        }
    }

    @Test func `a fault keeps the last good values on every page`() async throws {
        let good = try await ModelState.genres()
        let state = try Self.failed(missing: BothSides(reference: false, current: false), after: good)
        try await test([state]) { client in
            let metrics = String(buffer: try await client.execute(uri: "/metrics", method: .get).body)
            let label = #"model="genre-classifier""#
            #expect(metrics.contains("modelwatch_accuracy{\(label),dataset=\"current\",basis=\"realized\"} 0.926"))
            #expect(metrics.contains("modelwatch_evaluation_failures_total{\(label)} 1"))
            for check in CheckCatalog.all where check.applies(to: good.model.definition) {
                #expect(metrics.contains("modelwatch_check_success{\(label),check=\"\(check.name)\"} 0"))
                #expect(
                    metrics.contains(
                        "modelwatch_check_last_success_timestamp_seconds{\(label),check=\"\(check.name)\"}"))
            }
            let flattened = String(buffer: try await client.execute(uri: "/metrics/evidently", method: .get).body)
            #expect(flattened.hasSuffix("\n"))
            #expect(flattened.contains("\naccuracy 0.926000\n"))
            let landing = String(buffer: try await client.execute(uri: "/", method: .get).body)
            #expect(landing.contains("last good values"))
            #expect(landing.contains("/nowhere/x.parquet not found"))
        }
    }

    @Test func `with several models the flattened page must be told which`() async throws {
        let genres = try await ModelState.genres()
        let other = ModelState(try .comparing("/a.parquet", "/b.parquet"), interval: .seconds(30))
        try await test([genres, other]) { client in
            let responses = [
                ("/metrics/evidently", HTTPResponse.Status.badRequest, "must be one of: genre-classifier, m\n"),
                ("/metrics/evidently?model=nobody", .badRequest, "must be one of: genre-classifier, m\n"),
                ("/metrics/evidently?model=m", .ok, "# not evaluated yet\n"),
                ("/metrics/evidently?model=genre-classifier", .ok, "f1score_conf_matrix_true 0.92"),
            ]
            for (uri, status, text) in responses {
                let response = try await client.execute(uri: uri, method: .get)
                #expect(response.status == status)
                #expect(String(buffer: response.body).contains(text))
            }
        }
    }

    @Test(arguments: ["/metrics", "/metrics/evidently", "/"])
    func `pages are read, not written`(uri: String) async throws {
        try await test([ModelState(try .genres(in: "/nowhere"), interval: .seconds(30))]) { client in
            let head = try await client.execute(uri: uri, method: .head)
            #expect(head.status == .ok)
            #expect(head.body.readableBytes == 0)
            for method in [HTTPRequest.Method.post, .put, .delete] {
                let response = try await client.execute(uri: uri, method: method)
                #expect(response.status == .methodNotAllowed)
                #expect(response.headers[.allow] == "GET, HEAD")
            }
            #expect(try await client.execute(uri: "/nothing", method: .get).status == .notFound)
        }
    }

    @Test func `names on the landing page are text, not markup`() async throws {
        let folder = try TemporaryFolder()
        let rows = (0..<50).map { "\($0 % 7).5" }.joined(separator: "\n")
        for side in ["a", "b"] { try folder.write("<script>alert(1)</script>\n\(rows)\n", to: "\(side).csv") }
        let model = try ModelConfiguration.comparing(folder.path("a.csv"), folder.path("b.csv"))
        var state = ModelState(model, interval: .seconds(30))
        let evaluation = try await model.evaluated()
        state.succeed(
            EvaluationResult(evaluation),
            data: .none,
            took: .zero, at: TestClock.at("22:51:00"))
        try await test([state]) { client in
            let landing = String(buffer: try await client.execute(uri: "/", method: .get).body)
            #expect(landing.contains("&lt;script&gt;alert(1)"))
            #expect(!landing.contains("<script>"))
        }
    }

    /// The whole exporter; a hundred thousand rows keep it busy for longer than the first request takes.
    @Test func `it is healthy at once and ready after the first look`() async throws {
        let folder = try TemporaryFolder()
        let rows = (0..<100_000).map { "\($0 * 7919 % 100_003).25,\($0 % 977)" }.joined(separator: "\n")
        let path = try folder.write("x,y\n\(rows)\n", to: "data.csv")
        let configuration = try Configuration(
            text: "models: [{name: m, reference: {path: \(path)}, current: {path: \(path)}}]")
        let exporter = try Exporter(
            configuration: configuration,
            options: ExporterOptions(web: WebOptions(addresses: [ListenAddress(host: "127.0.0.1", port: 0)])),
            log: LogSettings(level: .error, format: .logfmt))
        try await exporter.server().test(.router) { client in
            let healthy = try await client.execute(uri: "/-/healthy", method: .get)
            #expect(healthy.status == .ok)
            #expect(String(buffer: healthy.body) == "Healthy.\n")
            let waiting = try await client.execute(uri: "/-/ready", method: .get)
            #expect(waiting.status == .serviceUnavailable)
            #expect(String(buffer: waiting.body) == "Not ready: not looked at yet: m\n")
            try await Eventually.holds(within: .seconds(60), "it is ready") {
                try await client.execute(uri: "/-/ready", method: .get).status == .ok
            }
        }
    }

    @Test func `it does not serve the network unless told to`() throws {
        let configuration = try Configuration(
            text: "models: [{name: m, reference: {path: /a.csv}, current: {path: /b.csv}}]")
        let address = ListenAddress(host: "0.0.0.0", port: 0)
        let log = LogSettings(level: .error, format: .logfmt)
        #expect(throws: WebServerError.anonymous(["0.0.0.0:0"])) {
            try Exporter(
                configuration: configuration, options: ExporterOptions(web: WebOptions(addresses: [address])), log: log
            )
            .server()
        }
        #expect(throws: ExporterError.noModels) {
            try Exporter(
                configuration: Configuration(text: "{}"),
                options: ExporterOptions(web: WebOptions(addresses: [address])), log: log)
        }
    }
}
