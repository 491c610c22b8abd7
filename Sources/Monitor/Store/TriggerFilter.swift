import GRDB

/// Which triggers are asked for.
struct TriggerFilter: Sendable, Equatable {
    var state: TriggerState?
    var policy: String?
    var subject: String?

    /// The conditions with their values.
    var conditions: [(sql: String, value: String)] {
        [("state = ?", state?.rawValue), ("policy = ?", policy), ("subject = ?", subject)]
            .compactMap { condition in condition.1.map { (condition.0, $0) } }
    }
}
