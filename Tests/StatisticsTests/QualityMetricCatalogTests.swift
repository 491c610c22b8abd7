import Foundation
import Testing

@testable import Statistics

/// What holds of every quality metric.
struct QualityMetricCatalogTests {
    private static let folder = URL(filePath: #filePath)
        .appending(path: "../../../Sources/Statistics/QualityMetrics").standardizedFileURL

    /// The types that files of the folder declare to conform to one of the protocols.
    private static func declared(_ protocols: String...) throws -> Set<String> {
        var declared: Set<String> = []
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
            for match in try String(contentsOf: file, encoding: .utf8).matches(of: /(?:struct|enum) (\w+): (\w+) \{/)
            where protocols.contains(String(match.2)) {
                declared.insert(String(match.1))
            }
        }
        return declared
    }

    @Test func `every file that declares a metric is in its catalogue`() throws {
        #expect(
            try Self.declared("ClassificationMetric", "LabelMetric")
                == Set(ClassificationMetricCatalog.all.map { "\($0)" }))
        #expect(try Self.declared("LabelMetric") == Set(ClassificationMetricCatalog.byLabel.map { "\($0)" }))
        #expect(try Self.declared("ProbabilityMetric") == Set(ProbabilityMetricCatalog.all.map { "\($0)" }))
        #expect(try Self.declared("RegressionMetric") == Set(RegressionMetricCatalog.all.map { "\($0)" }))
    }

    @Test func `nothing was measured without rows`() throws {
        let matrix = ConfusionProfile().matrix
        for metric in ClassificationMetricCatalog.all {
            #expect(metric.value(matrix, positiveLabel: nil) == nil, "\(metric)")
            #expect(metric.value(matrix, positiveLabel: .integer(1)) == nil, "\(metric)")
        }
        let layouts: [ProbabilityLayout] = [
            .binary(positive: .integer(1), threshold: 0.5), .multiclass([Category("a"), Category("b")]),
        ]
        for layout in layouts {
            let summary = try ProbabilityProfile(layout).summary()
            for metric in ProbabilityMetricCatalog.all {
                for compatibility in Compatibility.allCases {
                    #expect(metric.value(summary, compatibility: compatibility) == nil, "\(metric)")
                }
            }
        }
        let errors = try RegressionProfile().summary()
        for metric in RegressionMetricCatalog.all {
            for zeros in ZeroTargets.allCases { #expect(metric.value(errors, zeros: zeros) == nil, "\(metric)") }
        }
        #expect(errors.quantiles == [nil, nil, nil, nil, nil])
    }
}
