import Checks
import Foundation
import NIOPosix
import TestSupport
import Testing

@testable import Monitor

/// What does not fit the memory budget changes nothing but the time.
struct MemoryBudgetTests {
    /// Nothing fits: runs of 500 values, rows counted by themselves.
    private func tiny(_ folder: String) -> MemorySettings {
        var memory = MemorySettings(budget: 1, spillFolder: folder)
        memory.fewestKeys = 500
        return memory
    }

    private func measurements(_ model: ModelConfiguration, memory: MemorySettings) async throws -> [String] {
        CheckRun.all(on: try await model.evaluated(memory: memory)).flatMap(\.findings.measurements).map {
            "\($0.metric.name) \($0.labels) \($0.value)"
        }
        .sorted()
    }

    /// Numbers with ties and gaps, labels, many categories, texts, and rows that repeat.
    private func table(seed: UInt64, shift: Double) -> String {
        var generator = SplitMix64(seed: seed)
        var lines = ["x,n,label,customer,comment"]
        for row in 0..<6000 {
            let x = Double(Int64(truncatingIfNeeded: generator.next()) >> 40) / 128 + shift
            let number = generator.next() % 50 == 0 ? "" : "\(x)"
            let label = ["a", "b", "c"][Int(x.magnitude) % 3]
            lines.append(
                row % 40 == 39
                    ? lines[lines.count - 1]
                    : "\(number),\(generator.next() % 1000),\(label),c\(generator.next() % 2500),on \(row) of \(shift)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    @Test func `a small budget gives the same measurements of Parquet files`() async throws {
        let folder = try TemporaryFolder()
        let data = Fixtures.url("golden/data").path()
        let model = try ModelConfiguration.comparing("\(data)/s1_xl_ref.parquet", "\(data)/s1_xl_cur.parquet")
        let expected = try await measurements(model, memory: .standard)
        #expect(expected.count > 100)
        let spilled = try await measurements(model, memory: tiny(folder.url.path()))
        #expect(Set(spilled).symmetricDifference(expected).isEmpty)
        // Nothing is left where the values were.
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path()).isEmpty)
    }

    @Test func `a small budget gives the same measurements of CSV files`() async throws {
        let folder = try TemporaryFolder()
        let model = try ModelConfiguration.comparing(
            folder.write(table(seed: 1, shift: 0), to: "reference.csv"),
            folder.write(table(seed: 2, shift: 700), to: "current.csv"))
        let expected = try await measurements(model, memory: .standard)
        // Every fortieth row repeats the one before it, and some others meet by chance.
        let duplicated = expected.filter { $0.hasPrefix("modelwatch_dataset_duplicated_rows") }
        #expect(duplicated.allSatisfy { Double($0.split(separator: " ").last ?? "") ?? 0 >= 150 })
        #expect(try await measurements(model, memory: tiny(folder.url.path())) == expected)
    }

    /// 2,500 categories, of which 50 have series.
    @Test func `rows of categories and the rest are all rows, whatever the budget`() async throws {
        let folder = try TemporaryFolder()
        let model = try ModelConfiguration.comparing(
            folder.write(table(seed: 1, shift: 0), to: "reference.csv"),
            folder.write(table(seed: 2, shift: 700), to: "current.csv"))
        for memory in [MemorySettings.standard, tiny(folder.url.path())] {
            let evaluation = try await model.evaluated(memory: memory)
            let found = CheckRun.all(on: evaluation).flatMap(\.findings.measurements)
            for side in ["reference", "current"] {
                func rows(_ metric: String) -> [Double] {
                    found.filter {
                        $0.metric.name == metric && $0.labels[1] == "customer" && $0.labels[2] == side
                    }.map(\.value)
                }
                let shown = rows("modelwatch_column_category_rows")
                #expect(shown.count == 50)
                let rest = try #require(rows("modelwatch_column_other_category_rows").first)
                #expect(rest > 5000)
                #expect(shown.reduce(rest, +) == 6000)
            }
        }
    }

    @Test func `a small budget gives the same measurements of recommendations`() async throws {
        let folder = try TemporaryFolder()
        func table(_ seed: UInt64) -> String {
            var generator = SplitMix64(seed: seed)
            let rows = (0..<3000).map { row in
                "u\(row / 5),i\(generator.next() % 80),\(generator.next() % 9),\(generator.next() % 2)\n"
            }
            return "user,item,score,clicked\n" + rows.joined()
        }
        let text = """
            models:
              - name: m
                task: recommendation
                reference: {path: "\(try folder.write(table(1), to: "reference.csv"))"}
                current: {path: "\(try folder.write(table(2), to: "current.csv"))"}
                columns: {user: user, item: item, prediction: score, target: clicked}
            """
        let model = try #require(try Configuration(text: text).models.first)
        let expected = try await measurements(model, memory: .standard)
        #expect(expected.count { $0.hasPrefix("modelwatch_ndcg") } == 2)
        #expect(try await measurements(model, memory: tiny(folder.url.path())) == expected)
    }

    @Test func `a folder that cannot be written to is named`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(table(seed: 1, shift: 0), to: "data.csv")
        let model = try ModelConfiguration.comparing(path, path)
        let error = await #expect(throws: EvaluationError.self) {
            try await model.evaluated(memory: tiny("/nonexistent/folder"))
        }
        #expect("\(try #require(error))".contains("/nonexistent/folder: No such file or directory"))
    }

    @Test func `the budget is shared out among sides, readers and columns`() {
        let settings = MemorySettings(budget: 240 << 20, spillFolder: "/tmp")
        let million = BothSides<Int?>(reference: 1_000_000, current: 1_000_000)
        let held = MemoryPlan(settings, rows: million, readers: 2, listsTogether: 1)
        #expect(held.holdsRows)
        // A million values fit, with those of the other side and what a merge gathers, twice.
        #expect(held.keyLimit > 1_000_000)
        #expect(held.keyLimit * 8 * 3 * 2 + 2_000_000 * 8 <= settings.budget)
        #expect(held.readers == 2)
        // With one reader, but not with two.
        let many = BothSides<Int?>(reference: 10_000_000, current: 9_000_000)
        let alone = MemoryPlan(settings, rows: many, readers: 2, listsTogether: 1)
        #expect(alone.readers == 1)
        #expect(alone.keyLimit >= 10_000_000)
        #expect(MemoryPlan(settings, rows: many, readers: 8, listsTogether: 1).readers == 8, "fewer than half")
        let large = BothSides<Int?>(reference: 100_000_000, current: 100_000_000)
        let streamed = MemoryPlan(settings, rows: large, readers: 2, listsTogether: 1)
        #expect(!streamed.holdsRows)
        #expect(streamed.readers == 2)
        #expect(streamed.keyLimit * 8 * 3 * 2 <= settings.budget)
        let unknown = MemoryPlan(
            settings, rows: BothSides(reference: nil, current: nil), readers: 1, listsTogether: 20)
        #expect(!unknown.holdsRows)
        #expect(unknown.keyLimit * 8 * 41 <= settings.budget)
    }
}
