/// Why the end of a run was asked for.
enum CancelCause: String, Sendable, Codable {
    case person
    /// Every alert behind the trigger stayed resolved.
    case resolved
    /// The run did not begin, or did not end, in time.
    case deadline
}
