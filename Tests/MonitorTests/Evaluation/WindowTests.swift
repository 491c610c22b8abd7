import Checks
import Dataset
import Foundation
import Statistics
import TestSupport
import Testing

@testable import Monitor

/// A window gives what a file gives that holds just its rows; `scripts/make-window-fixtures.py` made such files.
struct WindowTests {
    private static let folder = Fixtures.url("windows").path()
    private static let now = TestClock.at("12:00:00")
    private static let windows = [
        ("last_day", "24h"), ("two_whole_days", "{last: 2d, align: 1d}"),
        ("hours_with_offset", "{last: 36h, align: 1h, offset: 6h}"), ("newest_500", "{rows: 500}"),
        ("newest_777_of_yesterday", "{rows: 777, offset: 1d}"),
    ]

    private func open(_ name: String) throws -> OpenDataset {
        try OpenDataset(DatasetCopies.temporary().contents(of: DatasetLocation(path: "\(Self.folder)/\(name)"), at: 0))
    }

    private func model(_ current: String, window: String? = nil, of side: String = "current") throws
        -> ModelConfiguration
    {
        let reference = "path: \(Self.folder)/reference.parquet"
        let window = window.map { ", window: \($0)" } ?? ""
        let text = """
            models:
              - name: m
                task: binary_classification
                reference: {\(side == "reference" ? "path: \(current)\(window)" : reference)}
                current: {\(side == "reference" ? reference : "path: \(current)\(window)")}
                columns: {timestamp: seen_at, target: label, prediction: predicted, exclude: ["d?y"]}
                correlations: {}
            """
        return try #require(try Configuration(text: text).models.first)
    }

    /// Every measurement but those about the window itself and the files.
    private func measurements(
        _ model: ModelConfiguration, at now: Date = now, cache: ProfileCache? = nil
    ) async throws -> [String] {
        let evaluation = try await model.evaluated(at: now, cache: cache)
        let columns = DatasetRowsCheck.metrics.filter { $0.name == "modelwatch_dataset_columns" }
        let apart = DatasetWindowCheck.metrics + SchemaCheck.metrics + ConfiguredColumnsCheck.metrics + columns
        return CheckRun.all(on: evaluation).flatMap(\.findings.measurements).filter { !apart.contains($0.metric) }.map {
            "\($0.metric.name) \($0.labels) \($0.value)"
        }
        .sorted()
    }

    private func window(_ model: ModelConfiguration, at now: Date = now) async throws -> [String: Double] {
        let evaluation = try await model.evaluated(at: now)
        let found = DatasetWindowCheck.findings(evaluation).measurements
        return Dictionary(
            uniqueKeysWithValues: found.map {
                (
                    $0.metric.name.replacing("modelwatch_dataset_", with: "")
                        + ($0.labels.count > 2 ? " \($0.labels[2])" : ""), $0.value
                )
            })
    }

    @Test(arguments: ["shuffled.parquet", "sorted.parquet", "shuffled.arrow", "days"], windows)
    func `a window gives what a file with just its rows gives`(
        file: String, window: (name: String, setting: String)
    ) async throws {
        let expected = try await measurements(model("\(Self.folder)/\(window.name).parquet"))
        #expect(expected.count > 200)
        #expect(try await measurements(model("\(Self.folder)/\(file)", window: window.setting)) == expected)
    }

    @Test(arguments: windows)
    func `so does a window of the reference, with its profiles kept and without`(
        window: (name: String, setting: String)
    ) async throws {
        let temporary = try TemporaryFolder()
        let cache = ProfileCache(folder: temporary.path("profiles"), limit: 1 << 30)
        let expected = try await measurements(model("\(Self.folder)/\(window.name).parquet", of: "reference"))
        let model = try model("\(Self.folder)/sorted.parquet", window: window.setting, of: "reference")
        for _ in 0..<2 { #expect(try await measurements(model, cache: cache) == expected) }
        // Profiles of the window of another time are no profiles of this one.
        let later = Self.now + 86_400
        #expect(try await measurements(model, at: later, cache: cache) == (try await measurements(model, at: later)))
    }

    @Test func `what the window is, and what can be in none, is told`() async throws {
        let found = try await window(model("\(Self.folder)/shuffled.parquet", window: "{last: 2d, align: 1d}"))
        #expect(found["window_start_timestamp_seconds"] == 1_794_960_000)
        #expect(found["window_end_timestamp_seconds"] == 1_795_132_800)
        #expect(found["window_complete"] == 1)
        #expect(found["window_minimum_rows"] == 1)
        let all = try open("shuffled.parquet")
        let stream = try all.stream(["seen_at"])
        var (missing, future) = (0, 0)
        while let batch = try stream.next() {
            var times: [Int64] = []
            try batch.column(0).decodeTimes(into: &times)
            missing += times.count { $0 == Column.noTime }
            future += times.count { $0 >= Self.now.nanoseconds }
        }
        #expect(missing > 50 && future > 50)
        #expect(found["excluded_rows no_timestamp"] == Double(missing))
        #expect(found["excluded_rows future"] == Double(future))
        // The same where row groups are left out by their statistics.
        let sorted = try await window(model("\(Self.folder)/sorted.parquet", window: "{last: 2d, align: 1d}"))
        #expect(sorted == found)
    }

    @Test func `row groups without a row of the window are not read`() throws {
        let range = TimeRange(start: Self.now.nanoseconds - 86_400_000_000_000, end: Self.now.nanoseconds)
        for (file, isPruned) in [("sorted.parquet", true), ("shuffled.parquet", false), ("shuffled.arrow", false)] {
            let dataset = try open(file)
            _ = try dataset.skipRows(of: "seen_at", outside: range, now: range.end)
            let stream = try dataset.stream(["clicks"])
            var count = 0
            while let batch = try stream.next() { count += batch.rowCount }
            #expect(isPruned ? (300...1200).contains(count) : count == 4000)
            #expect(dataset.recordedRowCount ?? count == count)
        }
        let days = try open("days")
        let skipped = try days.skipRows(of: "seen_at", outside: range, now: range.end)
        let known = try #require(skipped.known)
        #expect(known.upperBound < range.start)
    }

    @Test func `a window that the data do not reach is incomplete, an empty one says so`() async throws {
        let later = Self.now + 3 * 86_400
        let path = "\(Self.folder)/shuffled.parquet"
        #expect(try await window(model(path, window: "7d"), at: later)["window_complete"] == 0)
        #expect(try await window(model(path, window: "{last: 7d, max_gap: 3d}"), at: later)["window_complete"] == 1)
        #expect(try await window(model(path, window: "60d"))["window_complete"] == 0)
        #expect(try await window(model(path, window: "{rows: 5000}"))["window_complete"] == 0)

        let empty = try model(path, window: "1h")
        let evaluation = try await empty.evaluated(at: later)
        #expect(evaluation.rows.current.rowCount == 0)
        #expect(evaluation.drifts.isEmpty)
        let measurements = CheckRun.all(on: evaluation).flatMap(\.findings.measurements)
        func value(_ name: String) -> Double? {
            measurements.first { $0.metric.name == name && $0.labels.last == "current" }?.value
        }
        #expect(value("modelwatch_dataset_rows") == 0)
        #expect(value("modelwatch_dataset_newest_row_timestamp_seconds") != nil)
        #expect(!measurements.contains { $0.metric.name.contains("drift_") })
    }

    @Test func `too few rows are described, not judged, and every check says why`() async throws {
        let evaluation = try await model(
            "\(Self.folder)/shuffled.parquet", window: "{last: 24h, minimum_rows: 100000}"
        ).evaluated(at: Self.now)
        #expect(evaluation.rows.current.rowCount > 100)
        let reason =
            "current: the window holds \(evaluation.rows.current.rowCount) rows, fewer than minimum_rows, 100000"
        for run in CheckRun.all(on: evaluation) {
            let isDescriptive = [
                "model_info", "dataset_rows", "dataset_columns", "schema", "configured_columns", "missing_values",
                "column_times",
            ].contains(run.check)
            #expect(run.findings.failures == (isDescriptive ? [] : [reason]), "\(run.check)")
            #expect(
                run.findings.measurements.isEmpty != (isDescriptive || run.check == "dataset_window"), "\(run.check)")
        }
        #expect(evaluation.driftedFeatures.total == 0)
        #expect(!evaluation.isDrifted)
    }

    /// Numbers that count time, text, dates: whatever it is, the window is the same.
    @Test(arguments: 0..<12)
    func `times may be written in many ways`(seed: Int) async throws {
        var random = SplitMix64(seed: UInt64(seed))
        let folder = try TemporaryFolder()
        let now = Self.now.nanoseconds / 1_000_000_000
        let rows = (0..<400).map { _ -> (Int64?, String) in
            let time =
                Int.random(in: 0..<25, using: &random) == 0
                ? nil : now + Int64.random(in: -40...4, using: &random) * 900
            let letter = ["a", "b", "c"].randomElement(using: &random) ?? ""
            return (time, "\(Double.random(in: 0..<1, using: &random)),\(letter)")
        }
        let ways: [(unit: String?, write: (Int64) -> String)] = [
            (nil, { "\($0)" }), ("ms", { "\($0 * 1000)" }), ("us", { "\($0 * 1_000_000)" }), (nil, { "\($0).0" }),
            (nil, { Timestamp.text(Date(timeIntervalSince1970: Double($0))) }),
            (
                nil,
                { String(Timestamp.text(Date(timeIntervalSince1970: Double($0))).prefix(19).replacing("T", with: " ")) }
            ),
        ]
        let (unit, write) = ways[seed % ways.count]
        let lines = rows.map { "\($0.map(write) ?? ""),\($1)" }
        let inside = zip(rows, lines).filter { row, _ in row.0.map { $0 >= now - 6 * 3600 && $0 < now } ?? false }
        let header = "at,x,c\n"
        try folder.write(header + lines.joined(separator: "\n") + "\n", to: "all.csv")
        try folder.write(header + inside.map(\.1).joined(separator: "\n") + "\n", to: "inside.csv")
        func measured(_ file: String, _ window: String) async throws -> [String] {
            let unit = unit.map { ", timestamp_unit: \($0)" } ?? ""
            let text = """
                models:
                  - name: m
                    reference: {path: \(folder.path("all.csv"))}
                    current: {path: \(folder.path(file))\(window)}
                    columns: {timestamp: at\(unit)}
                """
            return try await measurements(#require(try Configuration(text: text).models.first))
        }
        let expected = try await measured("inside.csv", "")
        #expect(try await measured("all.csv", ", window: 6h") == expected)
        #expect(inside.count > 100)
        #expect(
            expected.contains { $0.hasPrefix("modelwatch_dataset_newest_row_timestamp_seconds [\"m\", \"current\"]") })
    }

    @Test func `a window without its column is an error that says so`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("at,x\ntrue,1\nfalse,2\n", to: "a.csv")
        for (column, reason) in [("when", "is missing"), ("at", "is not one: it is neither a timestamp, a date")] {
            let text = """
                models:
                  - name: m
                    reference: {path: \(folder.path("a.csv"))}
                    current: {path: \(folder.path("a.csv")), window: 1h}
                    columns: {timestamp: \(column)}
                """
            let model = try #require(try Configuration(text: text).models.first)
            let error = await #expect(throws: EvaluationError.self) { try await model.evaluated() }
            #expect(error?.side == .current)
            #expect(error?.description.contains("the timestamp column \"\(column)\" \(reason)") == true)
        }
    }

    @Test func `a sliding window is looked at again, an aligned one when it moves`() async throws {
        let identities = BothSides<DatasetIdentity?>(reference: nil, current: nil)
        func isCurrent(_ window: String?, after seconds: Double) throws -> Bool {
            let model = try model("x.parquet", window: window).definition
            return EvaluatedData(identities: identities, of: model, at: Self.now)
                == EvaluatedData(identities: identities, of: model, at: Self.now + seconds)
        }
        #expect(try isCurrent(nil, after: 1e6))
        #expect(try !isCurrent("1h", after: 30))
        #expect(try isCurrent("{last: 1h, align: 5m}", after: 299))
        #expect(try !isCurrent("{last: 1h, align: 5m}", after: 300))
        #expect(try isCurrent("{rows: 100}", after: 1e6))
        #expect(try !isCurrent("{rows: 100, offset: 1h}", after: 30))
    }
}
