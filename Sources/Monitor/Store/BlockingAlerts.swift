import GRDB

/// The firing alerts that may forbid retrainings, read once for each transaction and policy.
///
/// In a storm every alert asks, and reading all open episodes for each would take time quadratic in their number.
final class BlockingAlerts {
    private let database: Database
    private var known: [String: [EpisodeRecord]] = [:]

    init(in database: Database) {
        self.database = database
    }

    /// An open episode other than the given one that blocks it; nil if none does.
    func blocking(_ episode: EpisodeRecord, for policy: PolicyConfiguration) throws -> EpisodeRecord? {
        let candidates = try known[policy.name] ?? read(policy)
        known[policy.name] = candidates
        guard !candidates.isEmpty else { return nil }
        let labels = episode.alert.labels
        return candidates.first { $0.id != episode.id && policy.blocks.isBlocked(labels, by: $0.alert.labels) }
    }

    /// Notes that an episode opened or closed.
    func changed(_ episode: EpisodeRecord, policies: [PolicyConfiguration]) {
        let labels = episode.alert.labels
        for policy in policies where policy.blocks.matches(labels) { known[policy.name] = nil }
    }

    private func read(_ policy: PolicyConfiguration) throws -> [EpisodeRecord] {
        try EpisodeRecord.fetchAll(
            database.cachedStatement(sql: "SELECT * FROM episode WHERE ends_at IS NULL AND is_stale = 0")
        ).filter { policy.blocks.matches($0.alert.labels) }
    }
}
