import Checks
import Dataset
import Foundation

/// All that is known of one model at one moment; takes time as an argument.
struct ModelState: Sendable {
    let model: ModelConfiguration
    let interval: Duration
    /// The last complete evaluation with the checks on it; kept when a later one fails.
    private(set) var evaluation: ModelEvaluation?
    private(set) var runs: [CheckRun] = []
    /// What the checks measured, as it stands on the metrics page.
    private(set) var findings = PagePart.empty
    /// Measurements of the last evaluation that have no series.
    private(set) var omissions: [SeriesOmission: Int] = [:]
    /// The same of all evaluations.
    private var allOmissions: [SeriesOmission: Int] = [:]
    /// What the evaluation rests on.
    private(set) var data: EvaluatedData?
    /// When the data were last read, or found to be the same as when they were.
    private(set) var lastSuccess: [String: Date] = [:]
    private(set) var lastDuration: Duration?
    /// How long every complete evaluation took.
    private(set) var durations = Histogram(bounds: ExporterMetric.evaluationBounds)
    /// Why the last look came to no result; nil if it did.
    private(set) var failure: EvaluationError?
    /// Which sides lack their file.
    private(set) var missing: BothSides<Bool> = BothSides(reference: false, current: false)
    private(set) var evaluationCount = 0
    private(set) var failureCount = 0
    /// The quality of this and earlier evaluations.
    private(set) var history: QualityHistory

    /// - Parameter history: What was kept of earlier evaluations; nil to begin anew.
    init(_ model: ModelConfiguration, interval: Duration, history: QualityHistory? = nil) {
        self.model = model
        self.interval = interval
        self.history = history ?? QualityHistory(model: model.name, version: model.definition.version)
    }

    /// Whether anything was ever found out, be it that there is nothing to read.
    var isKnown: Bool { evaluation != nil || failure != nil }

    /// Whether the data are those that the last evaluation rests on, so that it still holds.
    func isCurrent(_ found: EvaluatedData) -> Bool { evaluation != nil && failure == nil && found == data }

    /// Notes that the data are unchanged.
    mutating func confirm(at now: Date) {
        for run in runs where run.isSuccess { lastSuccess[run.check] = now }
    }

    /// Takes the result of an evaluation, and writes its part of the page.
    mutating func succeed(
        _ evaluation: ModelEvaluation, runs: [CheckRun], data: EvaluatedData, took duration: Duration,
        at now: Date
    ) {
        self.evaluation = evaluation
        write(runs.flatMap(\.findings.measurements), of: evaluation)
        self.runs = runs.map(\.summary)
        self.data = data
        lastDuration = duration
        durations.observe(duration.seconds)
        failure = nil
        missing = BothSides(reference: false, current: false)
        evaluationCount += 1
        confirm(at: now)
        remember(QualityLines(runs), of: data)
    }

    private mutating func write(_ measurements: [Checks.Measurement], of evaluation: ModelEvaluation) {
        let budget = SeriesBudget(limit: model.definition.limits.series)
        let kept = budget.selection(measurements, of: evaluation)
        findings = PagePart(kept.map(MetricSample.init))
        omissions = [.limit: measurements.count - kept.count, .duplicate: findings.duplicateCount]
        allOmissions.merge(omissions, uniquingKeysWith: +)
    }

    private mutating func remember(_ lines: QualityLines, of data: EvaluatedData) {
        guard let identity = data.currentIdentity else { return }
        let values = lines.lines.compactMap { line in line.values.current.map { (line.name, $0) } }
        history.add(
            Dictionary(values) { first, _ in first }, of: StableHash.of(identity),
            limit: model.definition.quality.trendEvaluations)
    }

    mutating func fail(_ error: EvaluationError, missing: BothSides<Bool>) {
        failure = error
        self.missing = missing
        evaluationCount += 1
        failureCount += 1
    }
}

extension ModelState {
    /// What tells how good the findings still are, and how they came about.
    var ownSamples: [MetricSample] {
        (trendMeasurements + checkMeasurements + ownMeasurements).map(MetricSample.init)
            + [MetricSample(ExporterMetric.evaluationElapsed, [model.name], durations)]
    }

    private var trendMeasurements: [Checks.Measurement] {
        guard evaluation != nil else { return [] }
        return history.trends.flatMap { trend in
            let labels = [model.name, trend.metric]
            return [Checks.Measurement(ExporterMetric.trendEvaluations, labels, Double(trend.count))]
                + (trend.slope.map { [.init(ExporterMetric.trendSlope, labels, $0)] } ?? [])
        }
    }

    private var checkMeasurements: [Checks.Measurement] {
        CheckCatalog.all.filter { $0.applies(to: model.definition) }.flatMap { check -> [Checks.Measurement] in
            let run = runs.first { $0.check == check.name }
            let labels = [model.name, check.name]
            let isSuccess = failure == nil && run?.isSuccess ?? false
            var result = [Checks.Measurement(ExporterMetric.checkSuccess, labels, isSuccess ? 1 : 0)]
            if let run { result.append(.init(ExporterMetric.checkDuration, labels, run.duration.seconds)) }
            if let time = lastSuccess[check.name] {
                result.append(.init(ExporterMetric.checkLastSuccess, labels, time.timeIntervalSince1970))
            }
            return result
        }
    }

    private var ownMeasurements: [Checks.Measurement] {
        let name = [model.name]
        var result: [Checks.Measurement] = [
            .init(ExporterMetric.evaluationInterval, name, interval.seconds),
            .init(ExporterMetric.evaluations, name, Double(evaluationCount)),
            .init(ExporterMetric.evaluationFailures, name, Double(failureCount)),
            .init(ExporterMetric.series, name, Double(findings.seriesCount)),
        ]
        for reason in SeriesOmission.allCases {
            let labels = [model.name, reason.rawValue]
            result += [
                .init(ExporterMetric.omittedSeries, labels, Double(omissions[reason, default: 0])),
                .init(ExporterMetric.droppedSeries, labels, Double(allOmissions[reason, default: 0])),
            ]
        }
        if let lastDuration { result.append(.init(ExporterMetric.evaluationDuration, name, lastDuration.seconds)) }
        if let evaluation {
            result.append(.init(ExporterMetric.omittedColumns, name, Double(evaluation.omissions.count)))
        }
        for side in DatasetSide.allCases where isKnown {
            let isUp = !missing[side] && failure?.side != side
            result.append(.init(ExporterMetric.sourceUp, [model.name, side.rawValue], isUp ? 1 : 0))
        }
        return result
    }
}
