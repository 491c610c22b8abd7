extension TriggerState {
    /// The list behind `state IN` of triggers after which something follows.
    ///
    /// The index `trigger_active` was made with the same text; SQLite takes it for no other.
    static let unfinishedSQL = unfinished.map { "'\($0.rawValue)'" }.joined(separator: ", ")
}
