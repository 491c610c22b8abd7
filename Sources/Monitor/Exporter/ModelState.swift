import Checks
import Dataset
import Foundation

/// All that is known of one model at one moment; takes time as an argument.
struct ModelState: Sendable {
    private(set) var model: ModelConfiguration
    private(set) var timing: EvaluationTiming
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
    /// What was last tried, whether it came to a result or not.
    private(set) var triedData: EvaluatedData?
    /// Whether the evaluation is of other settings than those of now.
    private var isOutdated = false
    /// Whether a read of the data hangs.
    private(set) var isHung = false
    /// Whether the next look waits for the schedule of the model.
    var isPostponed = false
    /// How often the profile of a column was in the cache and how often not; nil without a cache.
    var profileUse: (hits: Int, misses: Int)?
    /// When the data were last read, or found to be the same as when they were.
    private(set) var lastSuccess: [String: Date] = [:]
    private(set) var lastDuration: Duration?
    /// How long every complete evaluation took.
    private(set) var durations = Histogram(bounds: ExporterMetric.evaluationBounds)
    /// Whether values were dropped because they became too old.
    private(set) var isExpired = false
    /// Why the last look came to no result; nil if it did.
    private(set) var failure: EvaluationError?
    /// Which sides lack their file.
    private(set) var missing: BothSides<Bool> = BothSides(reference: false, current: false)
    private(set) var evaluationCount = 0
    private(set) var failureCount = 0
    private(set) var timeoutCount = 0
    /// When the last evaluation succeeded or was confirmed; the values stand for this moment.
    private(set) var lastGood: Date?
    /// The quality of this and earlier evaluations.
    private(set) var history: QualityHistory

    /// - Parameter history: What was kept of earlier evaluations; nil to begin anew.
    init(_ model: ModelConfiguration, timing: EvaluationTiming, history: QualityHistory? = nil) {
        self.model = model
        self.timing = timing
        self.history = history ?? QualityHistory(model: model.name, version: model.definition.version)
    }

    /// Whether anything was ever found out, be it that there is nothing to read.
    var isKnown: Bool { evaluation != nil || failure != nil }

    /// Whether the data are those that the last evaluation rests on, so that it still holds.
    func isCurrent(_ found: EvaluatedData) -> Bool {
        evaluation != nil && failure == nil && !isOutdated && found == data
    }

    /// Whether these data, and settings, were tried and led to nothing. That a window moved on mends no file.
    func hasFailed(with found: EvaluatedData) -> Bool {
        failure != nil && !isOutdated && found.identities == triedData?.identities
    }

    /// Goes on with other settings of the same model. Values stay as long as they mean the same.
    mutating func change(to model: ModelConfiguration, timing: EvaluationTiming) {
        isOutdated = isOutdated || !model.isMeasured(like: self.model)
        if !model.means(sameAs: self.model) { self = ModelState(model, timing: timing) }
        self.model = model
        self.timing = timing
    }

    /// Takes over what was kept of earlier evaluations, before there is one.
    mutating func remember(_ history: QualityHistory) {
        if evaluation == nil { self.history = history }
    }

    /// Drops values that are older than they may be while the data cannot be evaluated.
    mutating func review(at now: Date) {
        guard failure != nil || isHung, evaluation != nil, let maxAge = timing.maxAge else { return }
        let age = lastGood.map { now.timeIntervalSince($0) } ?? .infinity
        guard age >= maxAge.seconds else { return }
        evaluation = nil
        runs = []
        findings = .empty
        omissions = [:]
        isExpired = true
    }

    /// Notes that the data are unchanged.
    mutating func confirm(at now: Date) {
        lastGood = now
        for run in runs where run.isSuccess { lastSuccess[run.check] = now }
    }

    /// Takes the result of an evaluation.
    mutating func succeed(
        _ result: EvaluationResult, data: EvaluatedData, took duration: Duration, at now: Date
    ) {
        evaluation = result.evaluation
        runs = result.runs
        findings = result.findings
        omissions = result.omissions
        allOmissions.merge(omissions, uniquingKeysWith: +)
        self.data = data
        triedData = data
        lastDuration = duration
        durations.observe(duration.seconds)
        failure = nil
        isOutdated = false
        isExpired = false
        isHung = false
        missing = BothSides(reference: false, current: false)
        evaluationCount += 1
        confirm(at: now)
        remember(result.quality, of: data)
    }

    private mutating func remember(_ lines: QualityLines, of data: EvaluatedData) {
        guard let identity = data.currentIdentity else { return }
        let values = lines.lines.compactMap { line in line.values.current.map { (line.name, $0) } }
        history.add(
            Dictionary(values) { first, _ in first }, of: StableHash.of(identity),
            limit: model.definition.quality.trendEvaluations)
    }

    mutating func fail(_ error: EvaluationError, data: EvaluatedData, at now: Date) {
        failure = error
        missing = data.identities.map { $0 == nil }
        triedData = data
        isOutdated = false
        isHung = false
        evaluationCount += 1
        failureCount += 1
        if error.cause == .cancelled { timeoutCount += 1 }
        review(at: now)
    }

    /// Notes that a read did not stop when its time was over.
    mutating func hang(at now: Date) {
        isHung = true
        failure = EvaluationError(
            side: .current, cause: .stuck([model.reference.path, model.current.path]))
        evaluationCount += 1
        failureCount += 1
        timeoutCount += 1
        review(at: now)
    }

    /// Notes that it returned at last.
    mutating func endHang() {
        isHung = false
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
                + (trend.mean.map { [.init(ExporterMetric.trendMean, labels, $0)] } ?? [])
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
            .init(ExporterMetric.evaluationInterval, name, timing.interval.seconds),
            .init(ExporterMetric.evaluations, name, Double(evaluationCount)),
            .init(ExporterMetric.evaluationFailures, name, Double(failureCount)),
            .init(ExporterMetric.series, name, Double(findings.seriesCount)),
            .init(ExporterMetric.evaluationTimeouts, name, Double(timeoutCount)),
            .init(ExporterMetric.evaluationHung, name, isHung ? 1 : 0),
            .init(ExporterMetric.evaluationExpired, name, isExpired ? 1 : 0),
        ]
        for reason in SeriesOmission.allCases {
            let labels = [model.name, reason.rawValue]
            result += [
                .init(ExporterMetric.omittedSeries, labels, Double(omissions[reason, default: 0])),
                .init(ExporterMetric.droppedSeries, labels, Double(allOmissions[reason, default: 0])),
            ]
        }
        if timing.window != nil {
            result.append(.init(ExporterMetric.scheduleOpen, name, isPostponed ? 0 : 1))
        }
        if let profileUse {
            result += [
                .init(ExporterMetric.profileCacheHits, name, Double(profileUse.hits)),
                .init(ExporterMetric.profileCacheMisses, name, Double(profileUse.misses)),
            ]
        }
        if let lastDuration { result.append(.init(ExporterMetric.evaluationDuration, name, lastDuration.seconds)) }
        if let evaluation {
            result.append(.init(ExporterMetric.omittedColumns, name, Double(evaluation.omissions.count)))
        }
        for side in DatasetSide.allCases {
            guard let modified = triedData?.identities[side]?.newestModification else { continue }
            let labels = [model.name, side.rawValue]
            result.append(.init(ExporterMetric.datasetModified, labels, modified.timeIntervalSince1970))
        }
        // Of which side a read hangs is not known.
        for side in DatasetSide.allCases where isKnown && !isHung {
            let isUp = !missing[side] && failure?.side != side
            result.append(.init(ExporterMetric.sourceUp, [model.name, side.rawValue], isUp ? 1 : 0))
        }
        return result
    }
}
