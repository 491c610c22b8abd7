import Checks

/// What is told of one probe: its metrics, and for people how it went.
struct ProbeReport: Sendable {
    let model: ModelConfiguration
    let time: ProbeTime
    let outcome: ProbeOutcome
    let duration: Duration

    /// Whether the model could be evaluated.
    var isSuccess: Bool {
        if case .evaluated = outcome { true } else { false }
    }

    /// Measured for this probe alone; nothing of the process is among it.
    var measurements: [Measurement] {
        var result: [Measurement] = [
            .init(ProbeMetric.success, [model.name], isSuccess ? 1 : 0),
            .init(ProbeMetric.duration, [model.name], duration.seconds),
            .init(ProbeMetric.timeout, [model.name], time.limit.seconds),
        ]
        guard case .evaluated(_, let runs) = outcome else { return result }
        for run in runs {
            let labels = [model.name, run.check]
            result += run.findings.measurements
            result.append(.init(ExporterMetric.checkSuccess, labels, run.isSuccess ? 1 : 0))
            result.append(.init(ExporterMetric.checkDuration, labels, run.duration.seconds))
        }
        return result
    }

    /// The log of the probe, the metrics that it yields, and the configuration it rests on.
    var text: String {
        let log = events.map { "  \($0.printable)\n" }.joined()
        let metrics = MetricsPage(measurements).encoded(as: .text)
        return """
            Log of the probe:
            \(log)
            Metrics that would have been returned:
            \(metrics)
            Configuration of the model:
            \(model.tree.yaml)
            """
    }

    private var events: [String] {
        var events = ["the model \(model.name) is probed within \(time.limit.seconds) seconds"]
        if let problem = time.problem { events.append(problem) }
        switch outcome {
        case .evaluated(let evaluation, let runs): events += Self.events(of: evaluation, runs)
        case .failed(let reason): events.append("it cannot be evaluated: \(reason)")
        case .timedOut: events.append("it could not be evaluated in this time")
        case .shuttingDown: events.append("the exporter is ending")
        }
        return events + ["the probe took \(duration.seconds) seconds"]
    }

    private static func events(of evaluation: ModelEvaluation, _ runs: [CheckRun]) -> [String] {
        let (drifted, total) = evaluation.driftedFeatures
        var events = [
            "\(evaluation.rows.reference.rowCount) rows of the reference and \(evaluation.rows.current.rowCount) current "
                + "rows are compared, \(drifted) of \(total) features drifted"
        ]
        events += evaluation.omissions.map { "the column \($0.column) is left out: \($0.reason)" }
        for run in runs { events += run.findings.failures.map { "the check \(run.check) is incomplete: \($0)" } }
        return events
    }
}
