/// Why an exporter cannot serve.
public enum ExporterError: Error, Equatable, CustomStringConvertible {
    /// The configuration has no model.
    case noModels
    /// These models were not looked at yet.
    case notEvaluated([String])

    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .noModels: "the configuration has no models: add at least one under models"
        case .notEvaluated(let models): "not looked at yet: \(models.joined(separator: ", "))"
        }
    }
}
