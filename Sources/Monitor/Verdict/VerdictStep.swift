import Foundation

/// How far a verdict is after it was advanced.
enum VerdictStep: Sendable, Equatable {
    /// Store the progress and come again; at once if the moment has passed.
    case wait(VerdictProgress, until: Date, reason: String)
    case finished(VerdictProgress, RetrainingVerdict)
}
