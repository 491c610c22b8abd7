import Foundation
import Testing

@testable import Statistics

/// Values of pandas 3.0.6 and scipy 1.17.1 that `scripts/make-correlation-fixtures.py` records.
struct CorrelationRecordedValuesTests {
    private struct Recorded: Decodable {
        struct Numbers<Value: Decodable & Sendable>: Decodable {
            let name: String
            let x, y: [Value?]
            let pearson, pearsonExact, spearman, kendall: Double?
        }

        struct Categories: Decodable {
            let name: String
            let x, y: [String?]
            let cramerV: Double?
        }

        let numerical: [Numbers<Double>]
        let integers: [Numbers<Int64>]
        let categorical: [Categories]
    }

    private let recorded: Recorded

    init() throws {
        let file = URL(filePath: #filePath).appending(path: "../../../Fixtures/correlations/expected.json")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        recorded = try decoder.decode(Recorded.self, from: Data(contentsOf: file.standardizedFileURL))
    }

    /// The worst error of each correlation.
    private struct Errors {
        private var largest: [String: Double] = [:]
        private var counts: [String: Int] = [:]

        mutating func compare(_ ours: Double?, _ theirs: Double?, tolerance: Double, _ what: String, _ name: String) {
            counts[what, default: 0] += 1
            guard let theirs else { return #expect(ours == nil, "\(what), \(name): \(ours ?? 0), recorded none") }
            let error = ours.map { abs($0 - theirs) } ?? .infinity
            #expect(error <= tolerance, "\(what), \(name): \(String(describing: ours)), recorded \(theirs)")
            largest[what] = max(largest[what] ?? 0, error)
        }

        func report() {
            for (what, count) in counts.sorted(by: { $0.key < $1.key }) {
                print("recorded correlations: \(what): \(count) compared, largest error \(largest[what] ?? 0)")
            }
        }
    }

    private func compare<Value>(
        _ recorded: Recorded.Numbers<Value>, _ column: ([Value?]) throws -> Column, _ errors: inout Errors
    ) throws {
        var profile = CorrelationProfile(
            columns: ["0", "1"].map { .init(name: $0, kind: .numerical) },
            methods: CorrelationCatalog.all.map { $0.name }, sampleLimit: 1000)
        try profile.update([try column(recorded.x), try column(recorded.y)])
        let summary = CorrelationSummary(profile)
        let pearson = summary.coefficient(PearsonCorrelation.self)
        errors.compare(pearson, recorded.pearsonExact, tolerance: 4e-15, "pearson, exact", recorded.name)
        // Where numbers are extreme, pandas loses digits or all of them.
        if let theirs = recorded.pearson, let exact = recorded.pearsonExact, abs(theirs - exact) < 1e-12 {
            errors.compare(pearson, theirs, tolerance: 1e-12, "pearson, pandas", recorded.name)
        }
        errors.compare(
            summary.coefficient(SpearmanCorrelation.self), recorded.spearman, tolerance: 1e-14, "spearman",
            recorded.name)
        errors.compare(
            summary.coefficient(KendallCorrelation.self), recorded.kendall, tolerance: 1e-14, "kendall", recorded.name)
    }

    @Test func `numbers agree with pandas and with exact arithmetic`() throws {
        var errors = Errors()
        for recorded in recorded.numerical { try compare(recorded, { try TestColumn.doubles($0) }, &errors) }
        for recorded in recorded.integers { try compare(recorded, { try TestColumn.integers($0) }, &errors) }
        errors.report()
    }

    @Test func `categories agree with scipy`() throws {
        var errors = Errors()
        for recorded in recorded.categorical {
            let summary = CorrelationSummary(try CorrelationProfile(texts: [recorded.x, recorded.y]))
            errors.compare(
                summary.coefficient(CramersV.self), recorded.cramerV, tolerance: 1e-14, "cramer_v", recorded.name)
        }
        errors.report()
    }
}
