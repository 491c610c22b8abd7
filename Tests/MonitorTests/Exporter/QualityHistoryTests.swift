import Checks
import Foundation
import TestSupport
import Testing

@testable import Monitor

/// Trends of quality from one evaluation to the next, in memory, in a file and across a restart.
struct QualityHistoryTests {
    private static let empty = QualityHistory(model: "m", version: "1")

    private static func history(_ values: [Double], limit: Int = 10) -> QualityHistory {
        var history = empty
        for (index, value) in values.enumerated() { history.add(["accuracy": value], of: "\(index)", limit: limit) }
        return history
    }

    private static func file(_ folder: TemporaryFolder, version: String = "1", name: String = "m") throws
        -> QualityHistoryFile
    {
        let text = "models: [{name: \(name), version: '\(version)', reference: {path: a.csv}, current: {path: b.csv}}]"
        return QualityHistoryFile(storage: folder.path("storage"), model: try Configuration(text: text).models[0])
    }

    @Test func `a trend takes three values`() {
        #expect(Self.empty.trends == [])
        #expect(Self.history([0.9]).trends == [.init(metric: "accuracy", count: 1, slope: nil, mean: 0.9)])
        #expect(
            Self.history([0.9, 0.8]).trends == [.init(metric: "accuracy", count: 2, slope: nil, mean: (0.9 + 0.8) / 2)])
        #expect(Self.history([1, 0.75, 0.5]).trends == [.init(metric: "accuracy", count: 3, slope: -0.25, mean: 0.75)])
    }

    /// numpy.polyfit(range(10), [0.95, 0.94, 0.94, 0.93, 0.91, 0.92, 0.9, 0.89, 0.87, 0.88], 1)[0] is -0.008787878787878785.
    @Test func `only the last values count`() throws {
        let values = [0.95, 0.94, 0.94, 0.93, 0.91, 0.92, 0.9, 0.89, 0.87, 0.88]
        let slope = try #require(Self.history([0, 9, -3] + values).trends.first?.slope)
        #expect(abs(slope - -0.008787878787878785) <= 1e-16)
        #expect(Self.history([0, 9, -3] + values).trends.first?.count == 10)
        #expect(Self.history(values, limit: 4).trends.first?.count == 4)
    }

    /// By hand: ten values each, of which the mean is below 0.85 first after the sixth low one.
    @Test func `the mean is over the last ten, so a few low values are not enough`() {
        let values = Array(repeating: 0.9, count: 12) + Array(repeating: 0.81, count: 8)
        let means = values.indices.map { Self.history(Array(values[...$0])).trends.first?.mean ?? 1 }
        #expect(means.firstIndex { $0 < 0.85 } == 12 + 5)
        #expect(abs(means[16] - 0.855) < 1e-12 && abs(means[17] - 0.846) < 1e-12)
        #expect(Self.history([1e308, 1e308]).trends.first?.mean == nil)
    }

    @Test func `the same data evaluated again replace their values`() {
        var history = Self.history([1, 0.75, 0.5])
        history.add(["accuracy": 0.25], of: "2", limit: 10)
        #expect(history.trends == [.init(metric: "accuracy", count: 3, slope: -0.375, mean: 2.0 / 3)])
        // Data that come back are new ones.
        history.add(["accuracy": 0.25], of: "0", limit: 10)
        #expect(history.trends.first?.count == 4)
    }

    @Test func `a metric that is absent is not counted, and one that is gone has no trend`() {
        var history = Self.history([1, 0.75])
        history.add([:], of: "none", limit: 10)
        #expect(history.trends == [])
        history.add(["accuracy": 0.5, "roc_auc": .nan], of: "both", limit: 10)
        #expect(history.trends == [.init(metric: "accuracy", count: 3, slope: -0.25, mean: 0.75)])
    }

    @Test func `what is kept is read again, by the same version of the same model`() throws {
        let folder = try TemporaryFolder()
        let file = try Self.file(folder)
        #expect(file.read() == Self.empty)
        let history = Self.history([0.1, 0.2, 0.7])
        try file.write(history)
        try file.write(history)
        #expect(file.read() == history)
        #expect(try Self.file(folder, version: "2").read() == QualityHistory(model: "m", version: "2"))
        #expect(try Self.file(folder, name: "n").read() == QualityHistory(model: "n", version: "1"))
    }

    @Test(arguments: [
        "", "{", "[]", "null", "{\"model\":\"m\",\"version\":\"1\"}", "\u{0}\u{1}", "not what was expected",
    ])
    func `a foreign file counts as absent, and is replaced`(content: String) throws {
        let folder = try TemporaryFolder()
        let file = try Self.file(folder)
        try file.write(Self.history([1, 2, 3]))
        let path = try #require(
            FileManager.default.subpaths(atPath: folder.path("storage"))?.first { $0.hasSuffix(".json") })
        try folder.write(content, to: "storage/\(path)")
        #expect(file.read() == Self.empty)
        try file.write(Self.history([1, 2, 3]))
        #expect(file.read().trends.first?.slope == 1)
    }

    @Test func `a file cut off anywhere counts as absent`() throws {
        let folder = try TemporaryFolder()
        let file = try Self.file(folder)
        try file.write(Self.history([1, 2, 3]))
        let path = try #require(
            FileManager.default.subpaths(atPath: folder.path("storage"))?.first { $0.hasSuffix(".json") })
        let whole = try Data(contentsOf: folder.url.appending(path: "storage/\(path)"))
        for length in 0..<whole.count {
            try whole.prefix(length).write(to: folder.url.appending(path: "storage/\(path)"))
            #expect(file.read() == Self.empty)
        }
    }

    @Test func `a folder that cannot be written is told`() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "storage")
        let file = try Self.file(folder)
        #expect(throws: (any Error).self) { try file.write(Self.history([1])) }
        #expect(file.read() == Self.empty)
    }

    @Test func `a restart forgets no trend and counts no evaluation twice`() async throws {
        let exporter = try await ExporterProcess()
        let child = try await exporter.start()
        let series = #"modelwatch_quality_trend_evaluations{model="genre-classifier",metric="accuracy"}"#
        let slope = #"modelwatch_quality_trend_slope{model="genre-classifier",metric="accuracy"}"#
        for (count, name) in [(2.0, "degraded.parquet"), (3, "reference.parquet")] {
            #expect(try await exporter.value(slope) == nil)
            try exporter.replaceCurrent(with: name)
            try await Eventually.holds(within: .seconds(30), "\(name) is evaluated") {
                try await exporter.value(series) == count
            }
        }
        let expected = try #require(try await exporter.value(slope))
        // From the first to the last of three values.
        #expect(abs(expected - (0.9156666666666666 - 0.926) / 2) <= 1e-12)
        try await child.kill()
        let again = try await exporter.start()
        #expect(try await exporter.value(series) == 3)
        #expect(try await exporter.value(slope) == expected)
        try await again.stop()
    }
}
