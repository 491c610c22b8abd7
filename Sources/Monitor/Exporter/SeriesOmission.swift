/// Why a measurement has no series; the value of the label `reason`.
enum SeriesOmission: String, CaseIterable {
    /// There are more than `limits.series`, or than the model's share of `global.series_limit`.
    case limit
    /// Another measurement has the same metric and labels.
    case duplicate
}
