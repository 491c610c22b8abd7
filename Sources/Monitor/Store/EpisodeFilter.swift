/// Which episodes are asked for.
enum EpisodeFilter: String, Sendable, CaseIterable {
    /// The alert fires.
    case open
    /// A notification said that the alert is over.
    case resolved
    /// Nothing was heard of it any more.
    case stale

    /// The condition on a row.
    var condition: String {
        switch self {
        case .open: "ends_at IS NULL AND is_stale = 0"
        case .resolved: "ends_at IS NOT NULL"
        case .stale: "ends_at IS NULL AND is_stale = 1"
        }
    }
}
