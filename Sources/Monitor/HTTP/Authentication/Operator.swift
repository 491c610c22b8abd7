/// A person who may decide, known by name.
struct Operator: Sendable, Equatable {
    let name: String

    /// The name as the audit trail has it, where no worker can have the same.
    var actor: String { "operator:\(name)" }
}
