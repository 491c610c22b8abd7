/// How `modelwatch check` prints what it found.
public enum ReportFormat: String, Sendable, CaseIterable {
    /// For people.
    case table
    /// One object per measurement.
    case json
    /// The series of `/metrics`.
    case openmetrics
}
