/// Why an exporter cannot serve.
public enum ExporterError: Error, Equatable, CustomStringConvertible {
    /// Anybody on the network could read the metrics.
    case anonymous(ListenAddress)
    /// The configuration has no model.
    case noModels
    /// These models were not looked at yet.
    case notEvaluated([String])

    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .anonymous(let address):
            "anybody who reaches \(address) could read the metrics: listen on 127.0.0.1, or allow it with "
                + "--insecure-allow-anonymous"
        case .noModels: "the configuration has no models: add at least one under models"
        case .notEvaluated(let models): "not looked at yet: \(models.joined(separator: ", "))"
        }
    }
}
