import Foundation

@testable import Monitor

/// A situation that a test describes.
struct KnownSituation: TriggerSituation {
    var activeTrigger: ActiveTrigger?
    var history = EpisodeHistory()
    var blocker: String?
    var quorumSupport = QuorumSupport()
    var subjectHistory = SubjectHistory()
    var made: [Date] = []
    var madeForSubject: [Date] = []
    var asking = 1
    var spendings: [SpendBudget.Scope: Spending] = [:]

    func active() -> ActiveTrigger? { activeTrigger }
    func episode() -> EpisodeHistory { history }
    func blockingAlert() -> String? { blocker }
    func support() -> QuorumSupport { quorumSupport }
    func subject() -> SubjectHistory { subjectHistory }
    func triggers(since moment: Date) -> [Date] { made.filter { $0 > moment } }
    func subjectTriggers(since moment: Date) -> [Date] { madeForSubject.filter { $0 > moment } }
    func spending(of scope: SpendBudget.Scope, since moment: Date) -> Spending {
        var spending = spendings[scope] ?? Spending()
        spending.begun.removeAll { $0.at <= moment }
        return spending
    }
    func askingSubjects(since moment: Date) -> Int { asking }
}
