import Foundation

extension BridgeClient {
    /// Alerts from firing to resolved, newest first.
    public func episodes(
        state: String?, severity: String?, mark: String?, alertname: String?, model: String?, limit: Int,
        after: String?
    ) throws -> BridgeAnswer {
        let query = QueryText.of([
            ("state", state), ("severity", severity), ("mark", mark), ("alertname", alertname), ("model", model),
            ("limit", "\(limit)"), ("after", after),
        ])
        return try BridgeAnswer(get("episodes" + query), table: BridgeTables.episodes)
    }

    /// One alert with what operators said of it.
    public func episode(_ id: String) throws -> BridgeAnswer {
        try BridgeAnswer(get("episodes/\(QueryText.encoded(id))"), table: BridgeTables.episode)
    }

    /// Says something of an alert.
    public func perform(_ action: EpisodeAction, on id: String, reason: String) throws -> BridgeAnswer {
        let body = try JSONEncoder().encode(["reason": reason])
        return try BridgeAnswer(
            post("episodes/\(QueryText.encoded(id))/\(action.rawValue)", body), table: BridgeTables.reviewed)
    }

    /// How often alerts fired, how long, and how many were false.
    public func history(days: Int, alertname: String?, model: String?) throws -> BridgeAnswer {
        let query = QueryText.of([
            ("days", "\(days)"), ("alertname", alertname), ("model", model), ("limit", "1"),
        ])
        return try BridgeAnswer(get("history" + query), table: BridgeTables.history)
    }
}
