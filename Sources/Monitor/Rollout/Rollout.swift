import Foundation

/// A version that gets a growing share of the traffic.
struct Rollout: Sendable, Equatable, Codable {
    /// The id, which also keeps the assignments of different rollouts apart.
    let id: String
    let model: String
    /// The version that was in use before.
    let control: String
    /// The version that is rolled out.
    let candidate: String
    let plan: RolloutPlan
    private(set) var state = RolloutState.running
    /// The share of the traffic that goes to the candidate, in percent.
    private(set) var percentage: Int
    /// When the present step began.
    private(set) var stepSince: Date
    /// What was seen in the present step: the traffic of other steps was of other times and in other shares.
    private(set) var step: [RolloutArm: ArmStatistics] = [:]
    /// How many predictions were seen in all steps.
    private(set) var totals: [RolloutArm: ArmStatistics] = [:]
    private(set) var finishedAt: Date?

    /// - Parameter plan: A plan without a ``RolloutPlan/problem``.
    init(id: String, model: String, control: String, candidate: String, plan: RolloutPlan, at now: Date) {
        self.id = id
        self.model = model
        self.control = control
        self.candidate = candidate
        self.plan = plan
        percentage = plan.stages[0]
        stepSince = now
        if percentage == 100 { finish(.completed, at: now) }
    }

    /// The share of the next step; nil at the end.
    var nextPercentage: Int? { plan.stages.first { $0 > percentage } }

    /// When the present step may end.
    var lookAt: Date { stepSince + plan.interval }

    /// What was seen of an arm in the present step.
    func statistics(_ arm: RolloutArm) -> ArmStatistics { step[arm] ?? .init() }

    /// What was seen of an arm in all steps.
    func total(_ arm: RolloutArm) -> ArmStatistics { totals[arm] ?? .init() }

    /// The arm of a place between 0 and 9999; see ``RolloutAssignment``.
    func arm(at place: Int) -> RolloutArm {
        switch state {
        case .running: place < percentage * 100 ? .candidate : .control
        case .completed: .candidate
        case .rolledBack: .control
        }
    }

    /// The version of an arm.
    func version(of arm: RolloutArm) -> String { arm == .control ? control : candidate }

    mutating func observe(_ observation: RolloutObservation) {
        step[observation.arm, default: .init()].update(observation)
        totals[observation.arm, default: .init()].update(observation)
    }

    /// Begins the step with a share of the traffic, at most all of it, which is the end.
    mutating func increase(to percentage: Int, at now: Date) {
        guard state == .running else { return }
        self.percentage = min(100, percentage)
        stepSince = now
        step = [:]
        if self.percentage == 100 { finish(.completed, at: now) }
    }

    /// Takes all traffic from the candidate.
    mutating func rollBack(at now: Date) {
        guard state == .running else { return }
        percentage = 0
        finish(.rolledBack, at: now)
    }

    private mutating func finish(_ state: RolloutState, at now: Date) {
        self.state = state
        finishedAt = now
    }
}
