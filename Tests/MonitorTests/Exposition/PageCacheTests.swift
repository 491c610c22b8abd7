import Checks
import Dataset
import Foundation
import NIOCore
import Testing
import TestSupport

@testable import Monitor

struct PageCacheTests {
    /// What the parts hold, written in one go.
    private static func page(_ states: [ModelState], _ samples: [MetricSample]) -> MetricsPage {
        MetricsPage(
            samples + states.flatMap(\.ownSamples)
                + [MetricSample(Measurement(ExporterMetric.buildInformation, ProductVersion.labels, 1))])
    }

    private static func findings(_ evaluation: ModelEvaluation) -> [MetricSample] {
        CheckRun.all(on: evaluation).flatMap(\.findings.measurements).map(MetricSample.init)
    }

    @Test(arguments: ExpositionFormat.allCases)
    func `a page put together from parts is the page written in one go`(format: ExpositionFormat) async throws {
        let state = try await ModelState.genres()
        let pages = PageCache(SnapshotStore([state]))
        let expected = Self.page([state], Self.findings(try #require(state.evaluation))).bytes(as: format)
        let plain = pages.page(format, .identity, since: 0).body(tail: format.end)
        #expect(plain.bytes == expected)
        #expect(plain.count == expected.count)
    }

    @Test func `models share families in the order of the configuration`() throws {
        let states = try ["b", "a", "c"].map { name in
            let text = "models: [{name: \(name), reference: {path: /r}, current: {path: /c}}]"
            return ModelState(try #require(try Configuration(text: text).models.first), interval: .seconds(30))
        }
        let page = PageCache(SnapshotStore(states)).page(.text, .identity, since: 0).body(tail: [])
        let lines = String(decoding: page.bytes, as: UTF8.self).split(separator: "\n")
        let family = lines.filter { $0.contains("modelwatch_evaluation_interval_seconds") }
        #expect(
            family.map(String.init) == [
                "# HELP modelwatch_evaluation_interval_seconds \(ExporterMetric.evaluationInterval.help)",
                "# TYPE modelwatch_evaluation_interval_seconds gauge",
                #"modelwatch_evaluation_interval_seconds{model="b"} 30"#,
                #"modelwatch_evaluation_interval_seconds{model="a"} 30"#,
                #"modelwatch_evaluation_interval_seconds{model="c"} 30"#,
            ])
    }

    /// The compressed page is read by the program that everybody has.
    @Test(arguments: ExpositionFormat.allCases)
    func `gzip reads the compressed page`(format: ExpositionFormat) async throws {
        let pages = PageCache(SnapshotStore([try await ModelState.genres()]))
        let plain = pages.page(format, .identity, since: 0).body(tail: Array("tail\n".utf8) + format.end).bytes
        let compressed = pages.page(format, .gzip, since: 0).body(tail: Array("tail\n".utf8) + format.end).bytes
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "page.gz")
        try Data(compressed).write(to: file)
        let output = try await ChildProcess.output("/bin/gzip", ["-dc", file.path()])
        #expect(Array(output) == plain)
        #expect(compressed.count * 3 < plain.count)
    }

    @Test func `an update is on the next page, and the page of before is untouched`() async throws {
        var state = try await ModelState.genres()
        let store = SnapshotStore([state])
        let pages = PageCache(store)
        let before = pages.page(.openMetrics, .gzip, since: pages.generation)
        let bytes = before.body(tail: []).bytes
        state.confirm(at: TestClock.at("23:00:00"))
        store.update([state])
        let after = pages.page(.openMetrics, .gzip, since: pages.generation)
        #expect(after.body(tail: []).bytes != bytes)
        #expect(before.body(tail: []).bytes == bytes)
    }

    /// Blocks of models of which one changed: the others are taken as they were.
    @Test(arguments: ExpositionFormat.allCases)
    func `of many models one changes, and the page is as if written anew`(format: ExpositionFormat) throws {
        var states = try (0..<70).map { number in
            let text = "models: [{name: m\(number), reference: {path: /r}, current: {path: /c}}]"
            return ModelState(try #require(try Configuration(text: text).models.first), interval: .seconds(30))
        }
        let store = SnapshotStore(states)
        let pages = PageCache(store)
        for place in [0, 31, 32, 69, 40] {
            _ = pages.page(format, .gzip, since: pages.generation)
            states[place].fail(
                EvaluationError(side: .current, cause: .notFound("/c")),
                data: .none, at: TestClock.at("22:52:00"))
            store.update([states[place]])
            let page = pages.page(format, .identity, since: pages.generation).body(tail: format.end).bytes
            let anew = PageCache(SnapshotStore(states)).page(format, .identity, since: 0).body(tail: format.end).bytes
            #expect(page == anew)
        }
    }

    @Test(arguments: ExpositionFormat.allCases)
    func `other models leave nothing of those before`(format: ExpositionFormat) throws {
        func states(_ names: [String]) throws -> [ModelState] {
            try names.map { name in
                let text = "models: [{name: \(name), reference: {path: /r}, current: {path: /c}}]"
                return ModelState(try #require(try Configuration(text: text).models.first), interval: .seconds(30))
            }
        }
        let store = SnapshotStore(try states(["a", "b"]))
        let pages = PageCache(store)
        for names in [["b", "c"], ["d"], [], ["a", "b"]] {
            _ = pages.page(format, .identity, since: pages.generation)
            store.replaceAll(with: try states(names))
            let page = pages.page(format, .identity, since: pages.generation).body(tail: []).bytes
            let anew = PageCache(SnapshotStore(try states(names))).page(format, .identity, since: 0).body(tail: [])
                .bytes
            #expect(page == anew)
        }
    }

    /// Two counters that always change together are never seen apart, and no scraper sees an older page after a newer one.
    @Test func `scrapes during updates see one moment each`() async throws {
        let text = "models: [{name: m, reference: {path: /r}, current: {path: /c}}]"
        let model = try #require(try Configuration(text: text).models.first)
        let store = SnapshotStore([ModelState(model, interval: .seconds(30))])
        let pages = PageCache(store)
        let updates = 300
        await withDiscardingTaskGroup { group in
            group.addTask {
                var state = ModelState(model, interval: .seconds(30))
                for _ in 0..<updates {
                    state.fail(
                        EvaluationError(side: .current, cause: .notFound("/c")),
                        data: .none, at: TestClock.at("22:52:00"))
                    store.update([state])
                    await Task.yield()
                }
            }
            for coding in [ContentCoding.identity, .gzip, .identity] {
                group.addTask {
                    var seen = 0.0
                    while seen < Double(updates) {
                        let page = pages.page(.text, coding, since: pages.generation)
                        let values = Self.counters(page)
                        #expect(values.count == 2 && values[0] == values[1] && values[0] >= seen)
                        seen = values.first ?? .infinity
                        await Task.yield()
                    }
                }
            }
        }
    }

    private static func counters(_ page: ScrapePage) -> [Double] {
        let bytes =
            switch page {
            case .identity(let chain): chain.bytes
            case .gzip(let stream): stream.inflated.bytes
            }
        let names = ["modelwatch_evaluations_total", "modelwatch_evaluation_failures_total"]
        return (ParsedPage(bytes)?.samples ?? []).filter { names.contains($0.name) }.map {
            Double(bitPattern: $0.value)
        }
    }

    @Test func `a page is put together once for all who ask while nothing changes`() async throws {
        let store = SnapshotStore([try await ModelState.genres()])
        let pages = PageCache(store)
        let chains = await withTaskGroup(of: BufferChain.self) { group in
            for _ in 0..<16 {
                group.addTask { pages.page(.text, .identity, since: pages.generation).body(tail: []) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let addresses = Set(
            chains.map { unsafe $0.buffers[0].withUnsafeReadableBytes { Int(bitPattern: $0.baseAddress) } })
        #expect(addresses.count == 1)
    }

    @Test func `what nobody asks for any more is forgotten`() async throws {
        let pages = PageCache(SnapshotStore([try await ModelState.genres()]))
        let start = ContinuousClock.now
        _ = pages.page(.text, .identity, since: 0, at: start)
        #expect(pages.keptCount == 1)
        _ = pages.page(.openMetrics, .gzip, since: 0, at: start + .seconds(60))
        #expect(pages.keptCount == 2)
        _ = pages.page(.protobuf, .gzip, since: 0, at: start + .seconds(630))
        #expect(pages.keptCount == 2)
    }

    @Test func `a scrape takes a page that is a little behind, and no older one`() async throws {
        var state = try await ModelState.genres()
        let store = SnapshotStore([state])
        let pages = PageCache(store)
        let start = ContinuousClock.now
        let before = pages.page(.openMetrics, .gzip, since: pages.oldestGeneration(at: start), at: start)
        state.confirm(at: TestClock.at("23:00:00"))
        store.update([state], at: start + .seconds(60))
        func bytes(after seconds: Int) -> [UInt8] {
            let now = start + .seconds(60 + seconds)
            return pages.page(.openMetrics, .gzip, since: pages.oldestGeneration(at: now), at: now).body(tail: []).bytes
        }
        #expect(bytes(after: 2) == before.body(tail: []).bytes)
        #expect(bytes(after: 4) != before.body(tail: []).bytes)
    }

    @Test func `after a reload no scrape sees what was before`() async throws {
        let store = SnapshotStore([try await ModelState.genres()])
        let pages = PageCache(store)
        let before = pages.page(.openMetrics, .gzip, since: pages.oldestGeneration())
        store.replaceAll(with: [])
        let after = pages.page(.openMetrics, .gzip, since: pages.oldestGeneration())
        #expect(after.body(tail: []).bytes != before.body(tail: []).bytes)
    }

    @Test func `what was asked for is put together before it is asked for again, without being kept for good`()
        async throws
    {
        var state = try await ModelState.genres()
        let store = SnapshotStore([state])
        let pages = PageCache(store)
        let start = ContinuousClock.now
        _ = pages.page(.text, .gzip, since: 0, at: start)
        state.confirm(at: TestClock.at("23:00:00"))
        store.update([state])
        pages.refresh(at: start + .seconds(60))
        let ready = pages.page(.text, .gzip, since: 0, at: start + .seconds(61)).body(tail: []).bytes
        let anew = PageCache(store).page(.text, .gzip, since: 0).body(tail: []).bytes
        #expect(ready == anew)
        pages.refresh(at: start + .seconds(662))
        #expect(pages.keptCount == 0)
    }

    @Test func `the page that Prometheus asks for is ready for its first scrape`() async throws {
        let pages = PageCache(SnapshotStore([try await ModelState.genres()]))
        pages.refresh()
        #expect(pages.keptCount == 1)
    }
}
