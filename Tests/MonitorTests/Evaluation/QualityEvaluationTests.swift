import Checks
import Foundation
import TestSupport
import Testing

@testable import Monitor

/// The quality of classifications and regressions, from configuration to report.
struct QualityEvaluationTests {
    private static let data = Fixtures.url("golden/data").path()
    /// Golden data sets, and what the model of each says besides where they are.
    private static let models = [
        ("bin", "task: binary_classification, columns: {target: target, prediction: prediction, probability: proba}"),
        (
            "mc4",
            "task: multiclass_classification, columns: {target: target, probabilities: {blues: blues, jazz: jazz, pop: pop, rock: rock}}"
        ),
        ("reg_zero", "task: regression, columns: {target: target, prediction: prediction}"),
    ]

    private static func model(_ reference: String, _ current: String, _ more: String) throws -> ModelConfiguration {
        let text = "models: [{name: m, reference: {path: '\(reference)'}, current: {path: '\(current)'}, \(more)}]"
        return try #require(try Configuration(text: text).models.first)
    }

    private func measurements(
        _ model: ModelConfiguration, memory: MemorySettings = .standard, cache: ProfileCache? = nil
    ) async throws -> [String] {
        CheckRun.all(on: try await model.evaluated(memory: memory, cache: cache)).flatMap(\.findings.measurements).map {
            "\($0.metric.name) \($0.labels) \($0.value)"
        }
        .sorted()
    }

    @Test(arguments: models)
    func `neither memory nor a kept reference changes the quality`(name: String, more: String) async throws {
        let folder = try TemporaryFolder()
        let model = try Self.model("\(Self.data)/s1_\(name)_ref.parquet", "\(Self.data)/s1_\(name)_cur.parquet", more)
        let expected = try await measurements(model)
        #expect(expected.count { $0.contains("realized") } > 20)
        var memory = MemorySettings(budget: 1, spillFolder: folder.url.path())
        memory.fewestKeys = 50
        #expect(try await measurements(model, memory: memory) == expected)
        let cache = ProfileCache(folder: folder.path("profiles"), limit: 1 << 30)
        #expect(try await measurements(model, cache: cache) == expected)
        #expect(try await measurements(model, cache: cache) == expected)
    }

    /// Read in one pass, by a pattern, and with numbers for labels.
    @Test func `a CSV file has the quality that its rows have`() async throws {
        let folder = try TemporaryFolder()
        let rows = ["1,0.5,0.25,0.25", "2,0.125,0.75,0.125", "3,0.5,0.25,0.25", "2,0.25,0.25,0.5"]
        let path = try folder.write((["y,p_1,p_2,p_3"] + rows).joined(separator: "\n") + "\n", to: "data.csv")
        let model = try Self.model(
            path, path, "task: multiclass_classification, columns: {target: y, probabilities: 'p_*'}")
        let found = try await measurements(model)
        for expected in [
            #"modelwatch_accuracy ["m", "current", "realized"] 0.5"#,
            #"modelwatch_average_confidence ["m", "reference"] 0.5625"#,
            #"modelwatch_low_confidence_ratio ["m", "current"] 0.75"#,
            #"modelwatch_label_recall ["m", "current", "realized", "2"] 0.5"#,
            #"modelwatch_label_roc_auc ["m", "current", "realized", "1"] 0.8333333333333334"#,
            #"modelwatch_column_info ["m", "p_1", "numerical", "probability"] 1.0"#,
        ] {
            #expect(found.contains(expected), "\(expected)\n\(found.joined(separator: "\n"))")
        }
    }

    @Test func `reports show the main metrics only`() async throws {
        let (name, more) = Self.models[0]
        let model = try Self.model("\(Self.data)/s1_\(name)_ref.parquet", "\(Self.data)/s1_\(name)_cur.parquet", more)
        let lines = QualityLines(CheckRun.all(on: try await model.evaluated())).lines
        #expect(
            lines.map(\.name) == [
                "accuracy", "precision", "recall", "f1_score", "roc_auc", "log_loss", "brier_score",
                "expected_calibration_error", "average_confidence", "low_confidence_ratio",
            ])
        #expect(lines.allSatisfy { $0.values.reference != nil && $0.values.current != nil })
    }
}
