import Checks
public import Foundation
import NIOCore
import NIOPosix

/// What one comparison of each model found, ready to print.
public struct CheckReport: Sendable {
    /// One model: its evaluation with the checks on it, or why there is none.
    struct Entry: Sendable {
        let model: String
        let outcome: Result<(evaluation: ModelEvaluation, runs: [CheckRun]), any Error>
    }

    let entries: [Entry]

    /// Evaluates models one after the other, each on all processors; one that cannot be evaluated does not stop the
    /// others.
    ///
    /// - Parameter now: The time from which windows reach back.
    public init(
        _ models: [ModelConfiguration], at now: Date = .now, memory: MemorySettings = .standard,
        cache: ProfileCache? = nil
    ) async {
        MemoryPolicy.keepBuffers()
        let settings = EvaluationSettings(memory: memory, readers: System.coreCount, cache: cache)
        let pool = NIOThreadPool(numberOfThreads: settings.readers)
        pool.start()
        var entries: [Entry] = []
        for model in models {
            do {
                let evaluation = try await ModelEvaluator(model, on: pool, settings: settings).evaluate(at: now)
                entries.append(Entry(model: model.name, outcome: .success((evaluation, CheckRun.all(on: evaluation)))))
            } catch {
                entries.append(Entry(model: model.name, outcome: .failure(error)))
            }
        }
        self.entries = entries
        try? await pool.shutdownGracefully()
    }

    /// 0 without drift, 1 if something could not be computed, 3 if a column or the model as a whole drifted.
    public var exitCode: Int32 {
        if !problems.isEmpty { return 1 }
        return entries.contains(where: \.isDrifted) ? 3 : 0
    }

    /// One line for each thing that could not be computed.
    public var problems: [String] {
        entries.flatMap { entry in
            switch entry.outcome {
            case .success(let success):
                success.runs.flatMap { run in run.findings.failures.map { "\(entry.model): \(run.check): \($0)" } }
            case .failure(let error): ["\(entry.model): \(error)"]
            }
        }
    }

    /// What goes with a report that is only numbers: the problems, and the notes of the table that do not change the
    /// exit code.
    public var asides: [String] {
        let notes = entries.flatMap { entry in
            guard case .success(let success) = entry.outcome else { return [String]() }
            let names = success.evaluation.unmatchedNames.filter { !$0.isMistake }
            return names.map { "\(entry.model): note: \($0)" }
        }
        return (problems + notes).map(\.printable)
    }

    /// The report in a format, ending in a newline.
    public func formatted(as format: ReportFormat) throws -> String {
        switch format {
        case .table: ReportTable(self).text
        case .json: try json()
        case .openmetrics: MetricsPage(measurements).encoded(as: .openMetrics)
        }
    }

    private var measurements: [Checks.Measurement] {
        entries.flatMap(\.measurements)
    }

    private func json() throws -> String {
        struct Sample: Encodable {
            let metric: String
            let labels: [String: String]
            let value: Double
        }
        let samples = MetricsPage(measurements).measurements.map { sample in
            let labels = zip(sample.metric.labels, sample.labels).filter { !$1.isEmpty }
            return Sample(
                metric: sample.metric.name, labels: Dictionary(uniqueKeysWithValues: labels), value: sample.value)
        }
        let encoder = JSONEncoder()
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "+Inf", negativeInfinity: "-Inf", nan: "NaN")
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let lines = try samples.map { Self.escaped(try encoder.encode($0)) }
        return "[\n" + lines.joined(separator: ",\n") + "\n]\n"
    }

    /// JSON in which characters are escaped that a terminal would obey; the encoder escapes those below a space only.
    private static func escaped(_ json: Data) -> String {
        let text = String(decoding: json, as: UTF8.self)
        guard text.unicodeScalars.contains(where: \.isObeyed) else { return text }
        return text.unicodeScalars.map { $0.isObeyed ? $0.jsonEscape : String($0) }.joined()
    }
}

extension CheckReport.Entry {
    /// Every measurement of every check.
    var measurements: [Checks.Measurement] {
        guard case .success(let success) = outcome else { return [] }
        return success.runs.flatMap(\.findings.measurements)
    }

    /// Whether any column drifted, be it a feature, the target or the prediction, or the model has any type of drift.
    var isDrifted: Bool {
        guard case .success(let success) = outcome else { return false }
        let evaluation = success.evaluation
        return evaluation.columns.contains { $0.drift?.isDrifted ?? false } || evaluation.severity != .none
    }
}
