import Checks
import Foundation
import Statistics
import TestSupport
import Testing

@testable import Monitor

/// A reference that did not change is read once, and what was kept of it gives the same measurements.
struct ReferenceProfilesTests {
    private func measurements(_ model: ModelConfiguration, _ cache: ProfileCache?) async throws -> [String] {
        let evaluation = try await model.evaluated(cache: cache)
        return CheckRun.all(on: evaluation).flatMap(\.findings.measurements).map {
            "\($0.metric.name) \($0.labels) \($0.value)"
        }
        .sorted()
    }

    private func files(_ cache: ProfileCache) throws -> [String: Data] {
        let folder = URL(filePath: cache.folder)
        let names = try FileManager.default.subpathsOfDirectory(atPath: cache.folder)
        var files: [String: Data] = [:]
        for name in names where name.contains(".") { files[name] = try Data(contentsOf: folder.appending(path: name)) }
        return files
    }

    private static let data = Fixtures.url("golden/data").path()

    @Test func `what is kept gives the same measurements, and is not written twice`() async throws {
        let folder = try TemporaryFolder()
        let cache = ProfileCache(folder: folder.path("profiles"), limit: 1 << 30)
        let model = try ModelConfiguration.comparing(
            "\(Self.data)/s1_large_ref.parquet", "\(Self.data)/s1_large_cur.parquet")
        let expected = try await measurements(model, nil)
        #expect(try await measurements(model, cache) == expected)
        let kept = try files(cache)
        #expect(kept.count == 39)
        #expect(!kept.keys.contains { $0.hasSuffix(".tmp") })
        #expect(try await measurements(model, cache) == expected)
        #expect(try files(cache) == kept)
        // With other current data as well.
        let other = try ModelConfiguration.comparing(
            "\(Self.data)/s1_large_ref.parquet", "\(Self.data)/s1_xl_cur.parquet")
        #expect(try await measurements(other, cache) == (try await measurements(other, nil)))
    }

    @Test func `the reference is not read again`() async throws {
        let folder = try TemporaryFolder()
        let cache = ProfileCache(folder: folder.path("profiles"), limit: 1 << 30)
        let path = folder.path("reference.parquet")
        try FileManager.default.copyItem(atPath: "\(Self.data)/s1_large_ref.parquet", toPath: path)
        let model = try ModelConfiguration.comparing(path, "\(Self.data)/s1_large_cur.parquet")
        let date = Date(timeIntervalSince1970: 1_700_000_000)
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
        let expected = try await measurements(model, cache)
        // Pages in the middle are broken behind the back of the file's size and time: whoever reads them fails.
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seek(toOffset: 1000)
        try file.write(contentsOf: Data(repeating: 0xAB, count: 50_000))
        try file.close()
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
        #expect(try await measurements(model, cache) == expected)
        await #expect(throws: EvaluationError.self) { try await measurements(model, nil) }
    }

    @Test func `a reference that changed is read, and what was kept of the old one goes`() async throws {
        let folder = try TemporaryFolder()
        let cache = ProfileCache(folder: folder.path("profiles"), limit: 1 << 30)
        let current = try folder.write("x\n1\n2\n3\n", to: "current.csv")
        let reference = try folder.write("x\n1\n2\n3\n", to: "reference.csv")
        let model = try ModelConfiguration.comparing(reference, current)
        _ = try await measurements(model, cache)
        let old = try files(cache)
        try folder.write("x\n10\n20\n30\n40\n", to: "reference.csv")
        #expect(try await measurements(model, cache) == (try await measurements(model, nil)))
        #expect(Set(try files(cache).keys).isDisjoint(with: old.keys))
        #expect(try files(cache).count == old.count)
    }

    @Test func `what is damaged is made again`() async throws {
        let folder = try TemporaryFolder()
        let cache = ProfileCache(folder: folder.path("profiles"), limit: 1 << 30)
        let model = try ModelConfiguration.comparing(
            "\(Self.data)/s1_small_ref.parquet", "\(Self.data)/s1_small_cur.parquet")
        let expected = try await measurements(model, cache)
        let kept = try files(cache)
        for (index, (name, content)) in kept.sorted(by: { $0.key < $1.key }).enumerated() {
            var damaged = content
            if index % 2 == 0 { damaged.removeLast(1) } else { damaged[damaged.count / 2] ^= 1 }
            try damaged.write(to: URL(filePath: cache.folder).appending(path: name))
        }
        #expect(try await measurements(model, cache) == expected)
        #expect(try await measurements(model, cache) == expected)
    }

    @Test func `facts with a digit that changed are no facts`() throws {
        let facts = ReferenceFacts(rows: RowProfile().counts(), duplicatedColumns: .init())
        let text = try facts.text()
        #expect(try ReferenceFacts(text).rows == facts.rows)
        for place in text.indices {
            var damaged = text
            damaged.replaceSubrange(place...place, with: text[place] == "5" ? "6" : "5")
            #expect(throws: (any Error).self) { try ReferenceFacts(damaged) }
        }
    }

    @Test func `a folder that cannot be written to costs time alone`() async throws {
        let cache = ProfileCache(folder: "/proc/nowhere", limit: 1 << 30)
        let model = try ModelConfiguration.comparing(
            "\(Self.data)/s1_tiny_ref.parquet", "\(Self.data)/s1_tiny_cur.parquet")
        #expect(try await measurements(model, cache) == (try await measurements(model, nil)))
    }

    @Test func `no more is kept than the limit allows`() async throws {
        let folder = try TemporaryFolder()
        let cache = ProfileCache(folder: folder.path("profiles"), limit: 100_000)
        let model = try ModelConfiguration.comparing(
            "\(Self.data)/s1_large_ref.parquet", "\(Self.data)/s1_large_cur.parquet")
        let expected = try await measurements(model, nil)
        for _ in 0..<2 {
            #expect(try await measurements(model, cache) == expected)
            let profiles = try files(cache).filter { $0.key.hasSuffix(".profile") }
            #expect(!profiles.isEmpty)
            #expect(profiles.values.reduce(0) { $0 + $1.count } <= 100_000)
        }
    }
}
