/// How good the data are, in one number and in its parts.
public enum DataQualityCheck: Check {
    public static let name = "data_quality"
    public static let metrics = [score, component]

    static let score = MetricDescriptor(
        "modelwatch_dataset_quality_score", labels: ["model", "dataset"],
        help: "Data quality from 0 to 1: the product of its components.")
    static let component = MetricDescriptor(
        "modelwatch_dataset_quality_component", labels: ["model", "dataset", "component"],
        help: "Share of what is in order: cells with a value, rows unrepeated, values as expected, columns unchanged.")

    /// The score and its components for each side.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for side in DatasetSide.allCases {
            let quality = DataQuality(evaluation, side)
            let labels = [evaluation.model.name, side.rawValue]
            if let value = quality.score { findings.measurements.append(Measurement(score, labels, value)) }
            for kind in DataQuality.Component.allCases {
                guard let value = quality.components[kind] else { continue }
                findings.measurements.append(Measurement(component, labels + [kind.rawValue], value))
            }
        }
        return findings
    }
}
