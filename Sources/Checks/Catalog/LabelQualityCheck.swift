import Statistics

/// How well each label is predicted.
public enum LabelQualityCheck: Check {
    public static let name = "label_quality"
    public static var metrics: [MetricDescriptor] {
        ClassificationMetricCatalog.byLabel.map { descriptor($0.name, help: $0.labelHelp) } + [area]
    }

    private static let area = descriptor(RocAUC.name, help: RocAUC.labelHelp)

    /// What the quality of labels altogether applies to.
    public static func applies(to model: ModelDefinition) -> Bool { ClassificationCheck.applies(to: model) }

    /// Each metric for each side and label; of many labels those that are most often the true one. What keeps labels from
    /// being compared is the failure of ``ClassificationCheck``.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for side in DatasetSide.allCases {
            guard case .success(let matrix) = evaluation.confusion[side] else { continue }
            let places = shownPlaces(matrix, limit: evaluation.model.limits.categories)
            for metric in ClassificationMetricCatalog.byLabel {
                let descriptor = descriptor(metric.name, help: metric.labelHelp)
                for place in places {
                    let labels = [evaluation.model.name, side.rawValue, "realized", matrix.labels[place].label]
                    findings.measurements.append(
                        Measurement(descriptor, labels, metric.score(matrix, label: place)))
                }
            }
            findings.measurements += areas(evaluation, side: side, shown: Set(places.map { matrix.labels[$0].label }))
        }
        return findings
    }

    private static func areas(
        _ evaluation: ModelEvaluation, side: DatasetSide, shown: Set<String>
    ) -> [Measurement] {
        guard case .success(let summary) = evaluation.joint[PredictedProbabilities.self][side] else { return [] }
        return summary.areas.compactMap { found in
            guard let value = found.area, shown.contains(found.label.label) else { return nil }
            return Measurement(area, [evaluation.model.name, side.rawValue, "realized", found.label.label], value)
        }
    }

    /// The places of the most frequent labels, one for each way of writing: bytes that are not UTF-8 are all shown alike.
    private static func shownPlaces(_ matrix: ConfusionMatrix, limit: Int) -> [Int] {
        var seen: Set<[UInt8]> = []
        return matrix.labels.indices
            .sorted { (matrix.targetCounts[$0], $1) > (matrix.targetCounts[$1], $0) }
            .filter { seen.insert(Array(matrix.labels[$0].label.utf8)).inserted }
            .prefix(limit)
            .sorted()
    }

    private static func descriptor(_ name: String, help: String) -> MetricDescriptor {
        MetricDescriptor("modelwatch_label_\(name)", labels: ["model", "dataset", "basis", "label"], help: help)
    }
}
