import Foundation

/// How far the verdict on one trigger is; kept with the trigger, so that a crash at any point loses nothing.
struct VerdictProgress: Sendable, Equatable, Codable {
    var stage = VerdictStage.finding
    /// The champion as it was before the run was started.
    var champion: ModelVersion?
    /// Why there was no snapshot, and what else could not be done on the way.
    var warnings: [String] = []
    var challenger: ModelVersion?
    var decision: GateDecision?
    /// The verdict, from the moment when it is known; a later breach changes it.
    var outcome: RetrainingVerdict.Outcome?
    /// Why, where the decision does not tell.
    var reason = ""
    /// When what is done now is given up.
    var deadline: Date?
    /// Since when there is a breach without a break.
    var breachedSince: Date?
    /// Whether the watch ended without a breach.
    var hasPassedWatch = false
    /// Calls that failed in a row.
    var failures = 0
    /// How often the champion's alias was moved to the challenger.
    var moves = 0
    /// How often moving it did not succeed.
    var failedMoves = 0
    /// How often it was moved back.
    var restorations = 0
}
