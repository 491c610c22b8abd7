/// What a process uses of a configuration; the exporter and the bridge share the file but not always the secrets.
public enum ConfigurationPart: Sendable, CaseIterable {
    /// What is measured.
    case models
    /// Who may send alerts, and what they start.
    case bridge
}
