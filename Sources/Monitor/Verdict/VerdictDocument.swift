import Foundation

/// What hooks are told, as JSON.
struct VerdictDocument: Encodable, Sendable {
    /// The key of the trigger.
    let trigger: String
    let policy: String
    let model: String
    /// What is asked of the hook: `promote`, `rollback` or `reference`.
    let action: String
    let champion: ModelVersion?
    let challenger: ModelVersion?
    let metrics: [MetricComparison]
    let verdict: RetrainingVerdict.Outcome
    let reason: String

    /// The document as one line of text.
    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
