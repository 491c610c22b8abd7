import Checks
import Dataset
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import TestSupport
import Testing
import Transfers

@testable import Monitor

/// Folders whose names tell the time are looked into only where they may hold rows of the window.
struct PartitionTests {
    private static let fixtures = Fixtures.url("windows").path()
    private static let now = TestClock.at("12:00:00")

    private func model(_ current: String, window: String) throws -> ModelConfiguration {
        let text = """
            models:
              - name: m
                task: binary_classification
                reference: {path: \(Self.fixtures)/reference.parquet}
                current: {path: '\(current)', window: \(window)}
                columns: {timestamp: seen_at, target: label, prediction: predicted}
            """
        return try #require(try Configuration(text: text).models.first)
    }

    /// Every measurement but the number of rows without a time, which no folder may hold.
    private func measurements(_ model: ModelConfiguration) async throws -> [String] {
        let evaluation = try await model.evaluated(at: Self.now)
        return CheckRun.all(on: evaluation).flatMap(\.findings.measurements).filter { measurement in
            measurement.metric.name != "modelwatch_dataset_excluded_rows"
                || measurement.labels.last != "no_timestamp"
        }
        .map { "\($0.metric.name) \($0.labels) \($0.value)" }.sorted()
    }

    /// The days of the fixtures, those before one with something in them that nobody can read.
    private func days(readableFrom first: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let files = FileManager.default
        for name in try files.contentsOfDirectory(atPath: Self.fixtures + "/days") {
            try files.createDirectory(atPath: folder.path(name), withIntermediateDirectories: true)
            let target = folder.path(name + "/rows.parquet")
            if name >= first {
                try files.copyItem(atPath: Self.fixtures + "/days/" + name + "/rows.parquet", toPath: target)
            } else {
                try Data("PAR1 but no more".utf8).write(to: URL(filePath: target))
                #expect(unsafe chmod(target, 0) == 0)
            }
        }
        return folder
    }

    @Test(
        arguments: [
            ("last: 24h", "day=2026-11-18"), ("last: 2d, align: 1d", "day=2026-11-16"),
            ("last: 36h, align: 1h, offset: 6h", "day=2026-11-18"),
            ("last: 24h, partition_slack: 0s", "day=2026-11-19"),
        ])
    func `the result is that of all folders, and others are not opened`(window: String, first: String) async throws {
        let folder = try days(readableFrom: first)
        let all = window.replacing(", partition_slack: 0s", with: "")
        let expected = try await measurements(model(Self.fixtures + "/days", window: "{\(all)}"))
        #expect(expected.count > 200)
        let pruned = "{\(window), partition: day}"
        #expect(try await measurements(model(folder.url.path(), window: pruned)) == expected)
        let globbed = try await measurements(model(folder.path("**/*.parquet"), window: pruned))
        // The names of folders are columns of a folder only.
        #expect(
            globbed.count < expected.count && Set(expected).isSuperset(of: globbed.filter { $0.contains("window") }))
        await #expect(throws: EvaluationError.self) {
            try await measurements(model(folder.url.path(), window: "{\(all)}"))
        }
    }

    @Test func `a file in a folder that does not count changes nothing`() async throws {
        let folder = try days(readableFrom: "day=2026-11-18")
        let location = try model(folder.url.path(), window: "{last: 24h, partition: day}").current
        let copies = DatasetCopies.temporary()
        let before = try await copies.look(location, at: Self.now.nanoseconds)
        try FileManager.default.createDirectory(
            atPath: folder.path("day=2026-11-01"), withIntermediateDirectories: true)
        try folder.write("x", to: "day=2026-11-01/rows.parquet")
        #expect(try await copies.look(location, at: Self.now.nanoseconds) == before)
        #expect(try await copies.look(location, at: Self.now.nanoseconds + 86_400_000_000_000) != before)
    }

    /// Else a column would be of numbers today and of text tomorrow.
    @Test func `columns of folders have the type of all their values`() async throws {
        let folder = try TemporaryFolder()
        for (day, build) in [("2026-11-01", "beta"), ("2026-11-02", "1"), ("2026-11-19", "2"), ("2026-11-20", "3")] {
            let inner = "date=\(day)/build=\(build)"
            try FileManager.default.createDirectory(atPath: folder.path(inner), withIntermediateDirectories: true)
            try folder.write("seen_at,x\n\(day) 01:00:00,1\n", to: inner + "/a.csv")
        }
        let copies = DatasetCopies.temporary()
        let all = try await copies.open(model(folder.url.path(), window: "24h").current)
        let window = try model(folder.url.path(), window: "{last: 24h, partition: [date], partition_slack: 0s}").current
        let pruned = try await copies.open(window, at: Self.now.nanoseconds)
        #expect(try pruned.columns() == all.columns())
        #expect(try await copies.rowCount(window, at: Self.now.nanoseconds) == 2)
    }

    /// A bucket with an object a day.
    private func bucket(_ keys: [String]) -> FakeServer {
        FakeServer { call in
            let objects = keys.map { key in
                "<Contents><Key>\(key)</Key><Size>20</Size><ETag>&quot;\(key.count)&quot;</ETag></Contents>"
            }
            let listing = "<ListBucketResult><IsTruncated>false</IsTruncated>\(objects.joined())</ListBucketResult>"
            let isListing = call.path.contains("list-type=2")
            let key = keys.first { call.path.contains($0) || call.path.contains($0.replacing("=", with: "%3D")) }
            guard isListing || key != nil else { return Response(status: .notFound) }
            return Response(
                status: .ok, headers: [.eTag: "\"\(key?.count ?? 0)\""],
                body: .init(byteBuffer: ByteBuffer(string: isListing ? listing : "seen_at,x\n2026-11-20 01:00:00,1\n")))
        }
    }

    @Test(arguments: ["logs/", "logs", "logs/**/*.csv"])
    func `objects of other folders are never fetched`(path: String) async throws {
        let days = (1...21).map { "logs/date=2026-11-\($0 < 10 ? "0" : "")\($0)/a.csv" }
        let server = bucket(days)
        let (text, now) = ("{last: 24h, partition: date}", Self.now.nanoseconds)
        try await server.run { url in
            let configuration = """
                models:
                  - name: m
                    reference: {path: /r.parquet}
                    current: {path: 's3://b/\(path)', s3: {endpoint: '\(url)', anonymous: true}, window: \(text)}
                    columns: {timestamp: seen_at}
                """
            let location = try Configuration(text: configuration).models[0].current
            let copies = DatasetCopies.temporary()
            let first = try await copies.look(location, at: now)
            #expect(try await copies.rowCount(location, at: now) == 4)
            #expect(fetched(server) == days.suffix(4))
            // A day later another folder counts, and one no longer does: nothing is missing, nothing is fetched twice.
            #expect(try await copies.rowCount(location, at: now + 86_400_000_000_000) == 4)
            #expect(try await copies.look(location, at: now + 86_400_000_000_000) != first)
            #expect(fetched(server) == days.suffix(4))
            // Back in time a folder is needed that was left out.
            #expect(try await copies.rowCount(location, at: now - 86_400_000_000_000) == 5)
            #expect(Set(fetched(server)) == Set(days.suffix(5)))
        }
    }

    private func fetched(_ server: FakeServer) -> [String] {
        server.calls.map(\.path).filter { $0.hasSuffix(".csv") }
            .map { String($0.replacing("%3D", with: "=").dropFirst("/b/".count)) }
    }
}
