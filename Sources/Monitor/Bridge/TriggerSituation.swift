import Foundation

/// What is known of an episode, its policy and its subject when a retraining is decided on.
///
/// Questions are asked in the order of the decision and only as far as it needs the answers, for in a storm each costs a
/// look into the database.
protocol TriggerSituation {
    /// The subject's unfinished trigger.
    func active() throws -> ActiveTrigger?
    /// What became of the policy's triggers for this episode.
    func episode() throws -> EpisodeHistory
    /// The firing alert that forbids the retraining; nil if none does.
    func blockingAlert() throws -> String?
    /// How much points at the subject.
    func support() throws -> QuorumSupport
    /// How the subject's last retrainings ended.
    func subject() throws -> SubjectHistory
    /// When triggers of the policy were made since a moment, the oldest first.
    func triggers(since moment: Date) throws -> [Date]
    /// When triggers for the subject were made since a moment, the oldest first.
    func subjectTriggers(since moment: Date) throws -> [Date]
    /// What counts against a budget of the policy, or of all policies, with the runs that began since a moment.
    func spending(of scope: SpendBudget.Scope, since moment: Date) throws -> Spending
    /// How many subjects of all policies asked for a retraining since a moment.
    func askingSubjects(since moment: Date) throws -> Int
}

/// The unfinished trigger of a subject.
struct ActiveTrigger: Sendable, Equatable {
    let id: String
    let state: TriggerState
    /// When it is looked at again.
    var dueAt: Date?
    /// Whether the alert is among its evidence.
    var hasEpisode = false
}

/// What became of a policy's triggers for one episode.
struct EpisodeHistory: Sendable, Equatable {
    /// Triggers that are over.
    var ended = 0
    /// When the last of them was over.
    var lastEndedAt: Date?
    /// Whether the last one was ended by a person, who then has decided about this episode.
    var isDismissed = false
}

/// How the last retrainings of a subject ended.
struct SubjectHistory: Sendable, Equatable {
    /// Retrainings in a row that did not help, since the last success.
    var failures = 0
    /// When the last of these was over.
    var lastFailedAt: Date?
    /// When the last run ended.
    var lastRunEndedAt: Date?
    /// Whether the last run's model was not better.
    var isLastRejected = false
    /// Whether the last run's model was promoted and had to be taken back.
    var isLastRolledBack = false
}

/// How much points at a subject.
struct QuorumSupport: Sendable, Equatable {
    /// Alerts that fire, this one included.
    var alerts = 1
    /// Different values of the quorum's label among them.
    var distinct = 1
    /// Episodes of this alert since the subject's last trigger, this one included.
    var consecutiveEpisodes = 1
}
