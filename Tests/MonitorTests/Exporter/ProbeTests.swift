import Checks
import Dataset
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization
import Testing
import TestSupport
import Transfers

@testable import Monitor

struct ProbeTests {
    /// Evaluations that a test lets end one by one.
    private final class Gate: Sendable {
        private struct State {
            var begun = 0
            var cancelled = 0
            var isOpen = false
        }

        private let state = Mutex(State())

        var begun: Int { state.withLock { $0.begun } }
        var cancelled: Int { state.withLock { $0.cancelled } }

        func open() { state.withLock { $0.isOpen = true } }

        func evaluate(
            _ model: ModelConfiguration, _ cancellation: Cancellation
        ) async throws -> (ModelEvaluation, [CheckRun]) {
            state.withLock { $0.begun += 1 }
            while !state.withLock({ $0.isOpen }) {
                if cancellation.isCancelled {
                    state.withLock { $0.cancelled += 1 }
                    throw EvaluationError(side: .current, cause: .cancelled)
                }
                try await Task.sleep(for: .milliseconds(5))
            }
            let evaluation = try await ModelConfiguration.genres(in: ProbeTests.examples).evaluated()
            return (evaluation, CheckRun.all(on: evaluation))
        }
    }

    private static let examples = Fixtures.packageRoot.appending(path: "examples/genres").path()

    private static func running(_ service: ProbeService, _ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await service.run() }
            try await body()
            group.cancelAll()
        }
    }

    @Test(arguments: [
        ("10", 9.5), ("1.5", 1.0), ("0.2", 0.1), (nil, 120), ("1e9", 300), ("600", 300),
    ])
    func `the time is the scraper's less half a second, and never more than is configured`(
        header: String?, seconds: Double
    ) {
        let time = ProbeTime(header: header, evaluationTimeout: .seconds(300))
        #expect(time.limit == .seconds(seconds))
        #expect(time.problem == nil)
    }

    @Test(arguments: ["", "ten", "-1", "0", "nan", "inf", "1;2"])
    func `what is no time is passed over, and told`(header: String) {
        let time = ProbeTime(header: header, evaluationTimeout: .seconds(90))
        #expect(time.limit == .seconds(90))
        #expect(time.problem != nil)
    }

    @Test func `those who come together are served by one evaluation`() async throws {
        let gate = Gate()
        let service = ProbeService(gate.evaluate)
        let model = try ModelConfiguration.genres(in: Self.examples)
        try await Self.running(service) {
            let outcomes = await withTaskGroup(of: Bool.self, returning: Int.self) { group in
                for _ in 0..<5 {
                    group.addTask {
                        if case .evaluated = await service.outcome(of: model, within: .seconds(60)) { return true }
                        return false
                    }
                }
                try? await Task.sleep(for: .milliseconds(50))
                gate.open()
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(outcomes == 5)
            #expect(gate.begun == 1)
        }
    }

    @Test func `when the last one gives up the evaluation is cancelled, and the next one begins anew`() async throws {
        let gate = Gate()
        let service = ProbeService(gate.evaluate)
        let model = try ModelConfiguration.genres(in: Self.examples)
        try await Self.running(service) {
            async let short = service.outcome(of: model, within: .milliseconds(60))
            async let shorter = service.outcome(of: model, within: .milliseconds(20))
            for outcome in await [short, shorter] {
                guard case .timedOut = outcome else {
                    Issue.record("\(outcome)")
                    continue
                }
            }
            gate.open()
            guard case .evaluated = await service.outcome(of: model, within: .seconds(60)) else {
                Issue.record("the next one was not served")
                return
            }
            #expect(gate.begun <= 2)
        }
    }

    @Test func `a probe asks a web server for the data of now`() async throws {
        let count = Mutex(3)
        let server = FakeServer { _ in
            let text = "x\n" + (0..<count.withLock { $0 }).map { "\($0).5\n" }.joined()
            return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: text)))
        }
        try await server.run { url async throws in
            let configuration = try Configuration(
                text: """
                    global: {evaluation_interval: 1h}
                    models: [{name: m, reference: {path: \(url)/a.csv}, current: {path: \(url)/b.csv}}]
                    """)
            let folder = try TemporaryFolder()
            let exporter = try Exporter(
                configuration: configuration,
                options: ExporterOptions(web: WebOptions(addresses: []), storagePath: folder.path("data")),
                log: LogSettings(level: .error, format: .logfmt))
            try await exporter.server().test(.router) { client in
                for rows in [3, 5] {
                    count.withLock { $0 = rows }
                    let page = String(buffer: try await client.execute(uri: "/probe?model=m", method: .get).body)
                    #expect(page.contains("modelwatch_dataset_rows{model=\"m\",dataset=\"current\"} \(rows)\n"))
                }
            }
        }
    }

    @Test func `the page has the model, how the probe went, and nothing of the process`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("x\n" + (0..<50).map { "\($0).5\n" }.joined(), to: "data.csv")
        let configuration = try Configuration(
            text: """
                models:
                  - {name: good, reference: {path: \(path)}, current: {path: \(path)}}
                  - {name: bad, reference: {path: \(path)}, current: {path: /nowhere/x.csv}}
                """)
        let exporter = try Exporter(
            configuration: configuration,
            options: ExporterOptions(web: WebOptions(addresses: []), storagePath: folder.path("data")),
            log: LogSettings(level: .error, format: .logfmt))
        try await exporter.server().test(.router) { client in
            func get(_ query: String, _ headers: HTTPFields = [:]) async throws -> (HTTPResponse.Status, String) {
                let response = try await client.execute(uri: "/probe" + query, method: .get, headers: headers)
                return (response.status, String(buffer: response.body))
            }
            let name = try #require(HTTPField.Name("X-Prometheus-Scrape-Timeout-Seconds"))
            let (status, page) = try await get("?model=good", [name: "10"])
            #expect(status == .ok)
            #expect(page.contains("modelwatch_probe_success{model=\"good\"} 1\n"))
            #expect(page.contains("modelwatch_probe_timeout_seconds{model=\"good\"} 9.5\n"))
            #expect(page.contains("modelwatch_dataset_rows{model=\"good\",dataset=\"current\"} 50\n"))
            #expect(!page.contains("process_") && !page.contains("modelwatch_build_info") && !page.contains("bad"))
            let open = try await get("?model=good", [.accept: "application/openmetrics-text;version=1.0.0"])
            #expect(open.1.hasSuffix("# EOF\n"))
            let failed = try await get("?model=bad", [name: "nonsense"])
            #expect(failed.0 == .ok)
            #expect(failed.1.contains("modelwatch_probe_success{model=\"bad\"} 0\n"))
            #expect(!failed.1.contains("modelwatch_dataset_rows"))
            let debug = try await get("?model=bad&debug=true", [name: "nonsense"])
            for text in ["/nowhere/x.csv", "no positive number", "modelwatch_probe_success", "name: bad"] {
                #expect(debug.1.contains(text), "\(text)")
            }
            for query in ["", "?model=", "?model=other", "?model=../good", "?target=good"] {
                let (status, text) = try await get(query)
                #expect(status == .badRequest)
                #expect(text == "The parameter model must be one of: good, bad\n")
            }
            let metrics = try await client.execute(uri: "/metrics", method: .get)
            #expect(String(buffer: metrics.body).contains("modelwatch_probe_model_unknown_total 5\n"))
        }
    }
}
