import Foundation

/// Episodes as pages show them.
enum EpisodeRows {
    /// What every page tells of one; to the template an absent value must not be a key at all.
    static func facts(of row: EpisodeRecord, at now: Date) -> [String: Any] {
        var facts: [String: Any] = [
            "id": "\(row.id ?? 0)", "state": row.stateName, "severity": row.severity.rawValue,
            "labels": LabelText.rows(row.labels), "name": row.alertname.isEmpty ? "alert" : row.alertname,
            "model": row.model, "starts": Timestamp.text(row.startsAt), "seen": Timestamp.text(row.lastSeenAt),
            "notifications": row.notifications,
        ]
        facts["ends"] = row.endsAt.map(Timestamp.text)
        facts["lasted"] = row.duration(at: now).map(SpanText.of)
        facts["acknowledged"] = row.review.acknowledgment.map(Self.mark)
        facts["falsePositive"] = row.review.falsePositive.map(Self.mark)
        return facts
    }

    private static func mark(_ mark: EpisodeReview.Mark) -> [String: String] {
        ["by": mark.by, "at": Timestamp.text(mark.at)]
    }
}
