/// The area under the ROC curve, as `sklearn.metrics.roc_auc_score`: the share of pairs of a row with the label and one
/// without in which the former has the higher score, ties counted half.
///
/// Of several labels the unweighted mean over each against all others (`average="macro"`). Labels that every row has, or
/// none, have no area and are left out of the mean; scikit-learn and Evidently then have no mean either.
public struct RocAUC: ProbabilityMetric {
    public static let name = "roc_auc"
    public static let help =
        "Area under the ROC curve: of the positive label in a binary classification, else the mean over all labels."
    /// One sentence for the `# HELP` of the values of single labels.
    public static let labelHelp = "Area under the ROC curve of the label against all others."

    /// An area in [0, 1]; undefined where all rows have one label.
    public static func value(_ summary: ProbabilitySummary, compatibility: Compatibility) -> Double? {
        let areas = summary.areas.compactMap(\.area)
        switch compatibility {
        // Evidently takes the mean of a binary classification over both labels.
        case .evidently: return areas.count == summary.areas.count ? mean(areas) : nil
        case .none: return summary.isBinary ? areas.first : mean(areas)
        }
    }

    private static func mean(_ areas: [Double]) -> Double? {
        areas.isEmpty ? nil : areas.reduce(0, +) / Double(areas.count)
    }
}
