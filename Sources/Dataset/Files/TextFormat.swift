/// A format that only the name of a file or the configuration tells, not its first bytes.
public enum TextFormat: String, Sendable, CaseIterable {
    /// Values separated by commas, below a line of names.
    case csv
    /// One JSON object on each line.
    case ndjson

    /// Recognises the endings `.csv`, `.ndjson`, `.jsonl` and `.json`, also before another one such as `.gz`.
    init?(name: String) {
        let endings = name.lowercased().split(separator: "/").last?.split(separator: ".").dropFirst() ?? []
        if endings.contains("csv") {
            self = .csv
        } else if endings.contains(where: { ["ndjson", "jsonl", "json"].contains($0) }) {
            self = .ndjson
        } else {
            return nil
        }
    }
}
