import Statistics

/// Rows, drift and quality of the segments of a model.
public enum SegmentCheck: Check {
    public static let name = "segments"
    public static var metrics: [MetricDescriptor] { [segments] + common + quality(checks) }

    private static let labels = ["model", "column", "segment", "group"]
    static let rows = MetricDescriptor(
        "modelwatch_segment_rows", labels: labels + ["dataset"],
        help: "Rows of the segment; the group other has those of all segments without series of their own.")
    static let missingValues = MetricDescriptor(
        "modelwatch_segment_missing_values", labels: labels + ["dataset"],
        help: "Cells without a value in the columns that are compared.")
    static let driftedColumnsRatio = MetricDescriptor(
        "modelwatch_segment_drifted_columns_ratio", labels: labels,
        help: "Share of drifted columns among the feature columns with a verdict.")
    static let driftScore = MetricDescriptor(
        "modelwatch_segment_drift_score", labels: labels + ["type", "method"],
        help: "How far the type of drift has gone in the segment, by the method; larger means more drift.")
    static let driftDetected = MetricDescriptor(
        "modelwatch_segment_drift_detected", labels: labels + ["type", "method"],
        help: "1 if the segment has this type of drift, else 0.")
    static let segments = MetricDescriptor(
        "modelwatch_segments", labels: ["model", "column"],
        help: "Segments that occur in either data set, with series of their own or not.")

    /// The checks whose headlines segments have as well.
    private static let checks: [any Check.Type] = [
        ClassificationCheck.self, ProbabilityCheck.self, ConfidenceCheck.self, RegressionCheck.self,
    ]
    /// What segments have whatever the model is.
    private static let common = [rows, missingValues, driftedColumnsRatio, driftScore, driftDetected]

    /// What each segment of a model can have.
    static func segmentMetrics(of model: ModelDefinition) -> [MetricDescriptor] {
        common + quality(checks.filter { $0.applies(to: model) })
    }

    private static func quality(_ checks: [any Check.Type]) -> [MetricDescriptor] {
        checks.flatMap { $0.headlines }.map(metric)
    }

    /// A model whose segments are named.
    public static func applies(to model: ModelDefinition) -> Bool { !model.segments.isEmpty }

    /// Series for each segment that is shown; failures where rows could not be told apart.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for column in evaluation.segments {
            let name = column.settings.column
            findings.failures += column.failures.map { "segments of \"\(name)\": \($0)" }
            guard column.failures.isEmpty else { continue }
            let model = evaluation.model.name
            findings.measurements.append(Measurement(segments, [model, name], Double(column.segmentCount)))
            for segment in column.shown { findings.measurements += measurements(segment, of: evaluation.model) }
            let other = Segment(column: name, group: .other).labels
            findings.measurements += DatasetSide.allCases.map { side in
                Measurement(rows, [model] + other + [side.rawValue], Double(column.otherRowCounts[side]))
            }
        }
        return findings
    }

    private static func measurements(_ segment: SegmentEvaluation, of model: ModelDefinition) -> [Measurement] {
        let labels = [model.name] + segment.segment.labels
        let counts = DatasetSide.allCases.map { side in
            Measurement(rows, labels + [side.rawValue], Double(segment.rowCounts[side]))
        }
        guard let evaluation = segment.evaluation else { return counts }
        let missing = DatasetSide.allCases.map { side in
            Measurement(missingValues, labels + [side.rawValue], Double(evaluation.missingCellCount(side)))
        }
        let drift = evaluation.drifts.flatMap { drift in
            let labels = labels + [drift.kind.rawValue, drift.method]
            return [
                Measurement(driftScore, labels, drift.score),
                Measurement(driftDetected, labels, drift.isDetected ? 1 : 0),
            ]
        }
        return counts + missing + ratio(evaluation, labels) + drift + quality(evaluation, segment.segment)
    }

    private static func ratio(_ evaluation: ModelEvaluation, _ labels: [String]) -> [Measurement] {
        let (drifted, total) = evaluation.driftedFeatures
        return total > 0 ? [Measurement(driftedColumnsRatio, labels, Double(drifted) / Double(total))] : []
    }

    private static func quality(_ evaluation: ModelEvaluation, _ segment: Segment) -> [Measurement] {
        checks.filter { $0.applies(to: evaluation.model) }.flatMap { check in
            check.findings(evaluation).measurements.filter { check.headlines.contains($0.metric) }.map { found in
                Measurement(
                    metric(found.metric), [evaluation.model.name] + segment.labels + found.labels.dropFirst(),
                    found.value)
            }
        }
    }

    /// The metric of a segment for one of the whole model: `modelwatch_segment_accuracy` for `modelwatch_accuracy`.
    private static func metric(_ whole: MetricDescriptor) -> MetricDescriptor {
        MetricDescriptor(
            "modelwatch_segment_\(whole.name.dropFirst("modelwatch_".count))", whole.kind, unit: whole.unit,
            labels: labels + whole.labels.dropFirst(), help: whole.help)
    }
}
