@testable import Monitor

/// A role that goes on with any configuration as it is.
struct UnchangingRole: ReloadableRole {
    func check(_ configuration: Configuration, replacing old: Configuration) {}
    func apply(_ configuration: Configuration) {}
}
