/// Why a bridge on standby takes no work.
struct StandbyError: Error, Equatable, CustomStringConvertible {
    /// Who does; nil if that is not known.
    let holder: LockHolder?

    var description: String {
        "standby, while \(holder?.description ?? "another process") works on the storage"
    }
}
