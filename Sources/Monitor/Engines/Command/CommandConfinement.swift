import Foundation

/// As whom a program on this machine runs, and what it may take.
struct CommandConfinement: Sendable, Equatable, Codable {
    /// Nil for no limits of its own.
    let limits: CommandLimits?
    /// How much it steps back behind other programs, up to 19; nil to leave it.
    let niceness: Int?
    /// The name or the number of a user; nil for our own.
    let user: String?

    /// Reads the keys `limits`, `nice` and `user`; nil where there are none.
    init?(_ mapping: ConfigurationMapping) {
        limits = mapping.section("limits") { .init($0) }
        niceness = mapping.optionalValue("nice")
        user = mapping.optionalValue("user", as: UserName.self)?.text
        if let niceness, !(0...19).contains(niceness) { mapping.reject("nice", "must be from 0 to 19") }
        if let user { mapping.note(.user(user), at: "user") }
        if limits == nil, niceness == nil, user == nil { return nil }
    }

    /// The user as whom the program runs; nil for our own, fails if there is none of the name.
    func machineUser() throws(CommandError) -> MachineUser? {
        guard let user else { return nil }
        guard let found = MachineUser(user) else { throw .notConfined("there is no user \(user)", 0) }
        return found
    }

    /// Confines this process for good. Limits come last, for they are then the user's.
    func apply(as user: MachineUser?) throws(CommandError) {
        if let niceness, setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Int32(niceness)) != 0 {
            throw .notConfined("its nice level cannot be set", errno)
        }
        if let user, !user.become() { throw .notConfined("it cannot run as \(user.name)", errno) }
        try limits?.apply()
    }
}
