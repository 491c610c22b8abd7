import Checks
import Foundation
import Testing
import TestSupport

@testable import Monitor

/// The four types of drift, from files to verdicts: each found where it was planted, and no other.
struct DriftTypesTests {
    private static let rowCount = 1500

    /// What a data set is made of; rows are an hour apart, and `age` goes from 0 in the first to 1 in the last.
    private struct Process: Sendable {
        var feature: @Sendable (Double) -> Double = { $0 }
        /// The share of the second label among predictions.
        var predicted = 0.5
        var accuracy: @Sendable (_ age: Double) -> Double = { _ in 0.9 }
        var confidence: @Sendable (_ age: Double, _ luck: Double) -> Double = { 0.75 + 0.2 * $1 - 0 * $0 }
        var error: @Sendable (_ age: Double, _ luck: Double) -> Double = { $1 - 0.5 + 0 * $0 }
    }

    private static let usual = Process()

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func write(_ process: Process, to name: String, seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        func luck() -> Double { Double.random(in: 0..<1, using: &generator) }
        var lines = ["time,x,z,label,actual,score,number,truth"]
        for row in 0..<Self.rowCount {
            let age = Double(row) / Double(Self.rowCount - 1)
            let time = Date(timeIntervalSince1970: 1.75e9 + 3600 * Double(row))
            let label = luck() < process.predicted ? 1 : 0
            let actual = luck() < process.accuracy(age) ? label : 1 - label
            let confidence = process.confidence(age, luck())
            let number = 10 * luck()
            lines.append(
                [
                    time.ISO8601Format(), "\(process.feature(luck()))", "\(luck())", "\(label)", "\(actual)",
                    "\(label == 1 ? confidence : 1 - confidence)", "\(number)",
                    "\(number - process.error(age, luck()))",
                ].joined(separator: ","))
        }
        // The order of rows must not matter: only their times do.
        try folder.write(([lines[0]] + lines.dropFirst().shuffled(using: &generator)).joined(separator: "\n"), to: name)
    }

    /// What the model says of itself, and the columns that are then no features.
    private static let labelled = """
        task: binary_classification, columns: {timestamp: time, target: actual, prediction: label, exclude: [score, \
        number, truth]}
        """
    private static let unlabelled = """
        task: binary_classification, columns: {timestamp: time, prediction: label, probability: score, exclude: [actual, \
        number, truth]}
        """
    private static let regression = """
        task: regression, columns: {timestamp: time, target: truth, prediction: number, exclude: [label, actual, score]}
        """

    private func drifts(_ current: Process, _ settings: String) async throws -> [ModelDrift] {
        try write(Self.usual, to: "reference.csv", seed: 1)
        try write(current, to: "current.csv", seed: 2)
        let text = """
            models: [{name: m, reference: {path: "\(folder.path("reference.csv"))"}, \
            current: {path: "\(folder.path("current.csv"))"}, \(settings)}]
            """
        return try await Configuration(text: text).models[0].evaluated().drifts
    }

    private static let cases: [(name: String, settings: String, process: Process, detected: [ModelDrift.Kind])] = [
        ("nothing", labelled, usual, []),
        ("nothing, without labels", unlabelled, usual, []),
        ("nothing, of numbers", regression, usual, []),
        ("the features", labelled, Process(feature: { $0 + 0.5 }), [.data]),
        ("the predictions", labelled, Process(predicted: 0.8), [.prediction]),
        ("the labels", labelled, Process(accuracy: { _ in 0.8 }), [.concept]),
        ("the accuracy, with time", labelled, Process(accuracy: { 0.98 - 0.16 * $0 }), [.performance]),
        ("the accuracy, to the better", labelled, Process(accuracy: { 0.82 + 0.16 * $0 }), []),
        ("the confidence", unlabelled, Process(confidence: { 0.65 + 0.2 * $1 - 0 * $0 }), [.concept]),
        (
            // Of half of the rows it falls with time, and of all rows together it is distributed as ever.
            "the confidence, with time", unlabelled,
            Process(confidence: { 0.75 + 0.2 * ($1 < 0.5 ? 1 - $0 : 2 * $1 - 1) }), [.performance]
        ),
        ("the errors", regression, Process(error: { $1 - 0.2 - 0 * $0 }), [.concept]),
        ("the errors, with time", regression, Process(error: { ($1 - 0.5) * (0.85 + 0.3 * $0) }), [.performance]),
    ]

    @Test(arguments: cases.indices)
    func `what was planted is found, and nothing else`(index: Int) async throws {
        let planted = Self.cases[index]
        let drifts = try await drifts(planted.process, planted.settings)
        #expect(
            drifts.filter(\.isDetected).map(\.kind) == planted.detected,
            "\(planted.name): \(drifts.map { "\($0.kind) \($0.score) \($0.pValue ?? -1) by \($0.method)" })")
        #expect(drifts.map(\.kind) == ModelDrift.Kind.allCases)
        let severity: DriftSeverity =
            planted.detected.isEmpty ? .none : planted.detected[0].concernsQuality ? .critical : .warning
        #expect(DriftSeverity(drifts) == severity)
    }

    @Test(
        arguments: [
            ("exclude: [time, label, actual, score, number, truth]", [ModelDrift.Kind.data]),
            ("prediction: label, exclude: [time, actual, score, number, truth]", [.data, .prediction]),
            ("prediction: label, exclude: [time, x, z, actual, score, number, truth]", [.prediction]),
            (
                "target: actual, prediction: label, exclude: [time, score, number, truth]",
                [.data, .prediction, .concept]
            ),
            ("probability: score, exclude: [time, label, actual, number, truth]", [.data, .prediction, .concept]),
            (
                "timestamp: time, probability: score, exclude: [label, actual, number, truth]",
                ModelDrift.Kind.allCases
            ),
        ])
    func `what the data do not allow to judge is absent`(columns: String, kinds: [ModelDrift.Kind]) async throws {
        let found = try await drifts(Self.usual, "task: binary_classification, columns: {\(columns)}")
        #expect(found.map(\.kind) == kinds)
    }

    @Test func `drift of the concept alone is drift to whoever runs the command`() async throws {
        try write(Self.usual, to: "reference.csv", seed: 1)
        try write(Process(accuracy: { _ in 0.8 }), to: "current.csv", seed: 2)
        let text = """
            models: [{name: m, reference: {path: "\(folder.path("reference.csv"))"}, \
            current: {path: "\(folder.path("current.csv"))"}, \(Self.labelled)}]
            """
        let report = await CheckReport(try Configuration(text: text).models)
        #expect(report.exitCode == 3)
        let table = try report.formatted(as: .table)
        #expect(table.contains("m: 0 of 2 feature columns drifted\n  drift: data no (0 < 0.5), prediction no ("))
        #expect(table.contains("concept yes ("))
        #expect(table.contains("severity critical\n"))
    }

    @Test func `labels that the current data lack leave the judgement to confidence`() async throws {
        try write(Self.usual, to: "reference.csv", seed: 1)
        let text = try String(contentsOfFile: folder.path("reference.csv"), encoding: .utf8)
        let unlabelled = text.split(separator: "\n").map { line in
            var cells = line.split(separator: ",", omittingEmptySubsequences: false)
            if cells[0] != "time" { cells[4] = "" }
            return cells.joined(separator: ",")
        }
        try folder.write(unlabelled.joined(separator: "\n"), to: "current.csv")
        let model = try Configuration(
            text: """
                models: [{name: m, task: binary_classification, reference: {path: "\(folder.path("reference.csv"))"}, \
                current: {path: "\(folder.path("current.csv"))"}, columns: {timestamp: time, target: actual, \
                prediction: label, probability: score, exclude: [number, truth]}}]
                """
        ).models[0]
        let drifts = try await model.evaluated().drifts
        #expect(drifts.map(\.method).suffix(2) == ["confidence", "confidence"])
        #expect(drifts.filter(\.isDetected).isEmpty)
    }
}
