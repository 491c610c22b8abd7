/// An alert as Alertmanager's API lists it.
struct ListedAlert: Sendable, Equatable {
    /// What Alertmanager does with it.
    enum State: String, Sendable, Decodable {
        case active
        /// It is silenced, inhibited or muted by the time of day.
        case suppressed
        /// It has just arrived.
        case unprocessed
    }

    /// The alert, which fires: those that are over are not listed.
    let alert: Alert
    let state: State
}

extension ListedAlert: Decodable {
    private enum Key: String, CodingKey {
        case labels, annotations, startsAt, generatorURL, fingerprint, status
    }

    private struct Status: Decodable {
        let state: State
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let labels = try container.decode([String: String].self, forKey: .labels)
        let startsAt = try container.decode(String.self, forKey: .startsAt)
        alert = Alert(
            status: .firing, labels: labels,
            annotations: try container.decodeIfPresent([String: String].self, forKey: .annotations) ?? [:],
            startsAt: Timestamp.parse(startsAt), endsAt: nil,
            generatorURL: try container.decodeIfPresent(String.self, forKey: .generatorURL) ?? "",
            fingerprint: try container.decodeIfPresent(String.self, forKey: .fingerprint) ?? Fingerprint.of(labels))
        state = try container.decode(Status.self, forKey: .status).state
    }
}
