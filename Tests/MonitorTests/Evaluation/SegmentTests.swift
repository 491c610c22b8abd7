import Checks
import Foundation
import TestSupport
import Testing

@testable import Monitor

/// A segment gives what files give that hold just its rows; `scripts/make-window-fixtures.py` made such files.
struct SegmentTests {
    private static let folder = Fixtures.url("windows").path()

    private func model(
        _ reference: String, _ current: String, segments: String = "[]", exclude: String = "[seen_at]",
        limits: String = "{}"
    ) throws -> ModelConfiguration {
        let text = """
            models:
              - name: m
                task: binary_classification
                reference: {path: "\(reference)"}
                current: {path: "\(current)"}
                columns: {target: label, prediction: predicted, exclude: \(exclude)}
                segments: \(segments)
                limits: \(limits)
            """
        return try #require(try Configuration(text: text).models.first)
    }

    private func found(_ model: ModelConfiguration, memory: MemorySettings = .standard) async throws -> CheckFindings {
        SegmentCheck.findings(try await model.evaluated(memory: memory))
    }

    /// By name and the labels behind those of the segment.
    private func values(_ findings: CheckFindings, of segment: [String]) -> [String: Double] {
        let found = findings.measurements.filter { Array($0.labels.dropFirst().prefix(3)) == segment }
        return Dictionary(
            uniqueKeysWithValues: found.map {
                ("\($0.metric.name.replacing("modelwatch_segment_", with: "")) \($0.labels.dropFirst(4))", $0.value)
            })
    }

    /// What the checks say of files that hold just the rows of a segment.
    private func expected(_ name: String, without column: String) async throws -> [String: Double] {
        let folder = "\(Self.folder)/segments/\(name)"
        let model = try model(
            "\(folder)/reference.parquet", "\(folder)/current.parquet", exclude: "[seen_at, \(column)]")
        let runs = CheckRun.all(on: try await model.evaluated())
        let names = [
            "dataset_rows", "dataset_missing_values", "drifted_columns_ratio", "drift_score", "drift_detected",
            "accuracy", "precision", "recall", "f1_score",
        ]
        let shown = runs.flatMap(\.findings.measurements).filter {
            names.contains($0.metric.name.replacing("modelwatch_", with: ""))
        }
        return Dictionary(
            uniqueKeysWithValues: shown.map {
                let name = $0.metric.name.replacing("modelwatch_dataset_", with: "").replacing("modelwatch_", with: "")
                return ("\(name) \($0.labels.dropFirst(1))", $0.value)
            })
    }

    @Test(arguments: ["shuffled.parquet", "sorted.parquet", "shuffled.arrow"])
    func `a segment gives what files with just its rows give`(file: String) async throws {
        let model = try model(
            "\(Self.folder)/reference.parquet", "\(Self.folder)/\(file)",
            segments: "[{column: country, minimum_rows: 1}, {column: clicks, bins: [10, 20]}]")
        let findings = try await found(model)
        #expect(findings.failures.isEmpty)
        for (name, segment) in [
            ("fr", ["country", "fr", "value"]), ("missing", ["country", "", "missing"]),
            ("clicks_10_20", ["clicks", "[10, 20)", "value"]),
        ] {
            let expected = try await expected(name, without: segment[0])
            #expect(expected.count >= 18)
            #expect(values(findings, of: segment) == expected, "\(segment)")
        }
        // With a budget that holds next to nothing the numbers are the same.
        var small = MemorySettings(budget: 1 << 16, spillFolder: MemorySettings.standard.spillFolder)
        small.fewestKeys = 64
        #expect(try await found(model, memory: small) == findings)
    }

    /// Segments of a hundred rows, whose accuracy drops by as many percent as the name says.
    private func write(_ segments: [(name: String, drop: Int, rows: Int)], to folder: TemporaryFolder) throws {
        for side in ["reference", "current"] {
            var text = "name,x,label,predicted\n"
            for segment in segments {
                for row in 0..<segment.rows {
                    let isWrong = side == "current" && row * 100 < segment.drop * segment.rows
                    text += "\"\(segment.name)\",\(row % 7).5,\(row % 2),\(isWrong ? 1 - row % 2 : row % 2)\n"
                }
            }
            try folder.write(text, to: "\(side).csv")
        }
    }

    @Test func `the most harmful segments are shown, the rows of the others are told together`() async throws {
        let folder = try TemporaryFolder()
        try write([("a", 10, 200), ("b", 50, 200), ("c", 90, 20), ("d", 0, 1000), ("other", 20, 200)], to: folder)
        let model = try model(
            folder.path("reference.csv"), folder.path("current.csv"), segments: "[{column: name, minimum_rows: 100}]",
            limits: "{segments: 2}")
        let findings = try await found(model)
        // By the drop, weighted by rows: b 0.5 * 200, other 0.2 * 200, a 0.1 * 200; c has too few rows, d no drop.
        #expect(values(findings, of: ["name", "b", "value"])["accuracy [\"current\", \"realized\"]"] == 0.5)
        #expect(values(findings, of: ["name", "other", "value"])["accuracy [\"current\", \"realized\"]"] == 0.8)
        #expect(
            values(findings, of: ["name", "", "other"])
                == ["rows [\"reference\"]": 1220, "rows [\"current\"]": 1220])
        #expect(findings.measurements.contains { $0.metric.name == "modelwatch_segments" && $0.value == 5 })
        let rows = findings.measurements.filter { $0.metric.name == "modelwatch_segment_rows" }.reduce(0) {
            $0 + $1.value
        }
        #expect(rows == 2 * 1620)
    }

    @Test func `segments with too few rows are counted and never alarm`() async throws {
        let folder = try TemporaryFolder()
        try write([("big", 0, 300), ("small", 100, 99)], to: folder)
        let model = try model(folder.path("reference.csv"), folder.path("current.csv"), segments: "[name]")
        let findings = try await found(model)
        #expect(
            values(findings, of: ["name", "small", "value"]) == ["rows [\"reference\"]": 99, "rows [\"current\"]": 99])
        #expect(values(findings, of: ["name", "big", "value"]).count > 10)
    }

    @Test func `values may look like groups, and are not mixed up with them`() async throws {
        let folder = try TemporaryFolder()
        let names = ["missing", "other", "", "\"a\"\"b\""]
        let rows = (0..<300).map { "\(names[$0 % 4]),\($0 % 5).5,1,1" }
        let text = "name,x,label,predicted\n" + rows.joined(separator: "\n") + "\n"
        let path = try folder.write(text, to: "a.csv")
        let findings = try await found(model(path, path, segments: "[{column: name, minimum_rows: 1}]"))
        for segment in [
            ["name", "missing", "value"], ["name", "other", "value"], ["name", "", "missing"],
            ["name", "a\"b", "value"],
        ] {
            #expect(values(findings, of: segment)["rows [\"current\"]"] == 75, "\(segment)")
        }
        #expect(MetricsPage(findings.measurements).duplicates.isEmpty)
    }

    @Test func `a column that cannot tell rows apart fails the check and nothing else`() async throws {
        let folder = try TemporaryFolder()
        let rows = (0..<70_000).map { "n\($0),\($0 % 7).5,\($0 % 2),1" }.joined(separator: "\n")
        let path = try folder.write("name,x,label,predicted\n" + rows + "\n", to: "a.csv")
        let evaluation = try await model(
            path, path, segments: "[nowhere, name, {column: name2, bins: [1]}]"
        ).evaluated()
        let runs = CheckRun.all(on: evaluation)
        let run = try #require(runs.first { $0.check == "segments" })
        #expect(run.findings.measurements.isEmpty)
        #expect(
            run.findings.failures == [
                "segments of \"nowhere\": the reference data lack the column",
                "segments of \"name\": reference: it is a column of more than 65536 different values, which no check can use",
                "segments of \"name2\": the reference data lack the column",
            ])
        #expect(runs.first { $0.check == "column_drift" }?.isSuccess == true)
    }
}
