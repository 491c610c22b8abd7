/// What is next for a verdict.
enum VerdictStage: String, Sendable, Codable {
    /// Look for the champion, if that was not possible before the start, and for the challenger.
    case finding
    /// See that the champion is still the one of the snapshot.
    case promoting
    /// Give the old champion its alias.
    case preparing
    /// See whose the champion's alias is: move it if it is still the snapshot's, go on if it is the challenger's.
    case checking
    /// Move the champion's alias.
    case moving
    /// Have others promote it.
    case announcing
    /// Write the verdict beside both versions.
    case marking
    case watching
    /// See whose the champion's alias is: move it back, or go on if it is back.
    case reverting
    /// Move the champion's alias back.
    case restoring
    /// Have others take it back.
    case revoking
    /// Have others make the challenger's data the reference.
    case referencing
    case done

    /// Whether this is stored before it begins: what was decided must not be decided otherwise after a crash.
    ///
    /// Moves are not: they come right after the read that allows them, and are never repeated without another one.
    var isStoredFirst: Bool {
        switch self {
        case .promoting, .announcing, .reverting, .revoking, .referencing: true
        default: false
        }
    }
}
