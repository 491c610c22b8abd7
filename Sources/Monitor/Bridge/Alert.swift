import Foundation

/// One alert of a delivery; nothing but its labels is required.
struct Alert: Sendable, Equatable {
    /// Whether the alert fires or is over.
    enum Status: String, Sendable, Decodable {
        case firing
        case resolved
    }

    let status: Status
    let labels: [String: String]
    let annotations: [String: String]
    /// When it began to fire; not stable within one episode.
    let startsAt: Date?
    /// When it ended; nil while it fires.
    let endsAt: Date?
    let generatorURL: String
    /// The identity of the alert: a hash of its labels only.
    let fingerprint: String
    /// What was measured, where the sender tells it, as Grafana does.
    var value: Double?
}

extension Alert: Decodable {
    private enum Key: String, CodingKey {
        case status, labels, annotations, startsAt, endsAt, generatorURL, fingerprint, values, valueString
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let labels = try container.decode([String: String].self, forKey: .labels)
        self.labels = labels
        status = try container.decode(Status.self, forKey: .status)
        annotations = (try? container.decode([String: String].self, forKey: .annotations)) ?? [:]
        startsAt = (try? container.decode(String.self, forKey: .startsAt)).flatMap(Timestamp.parse)
        endsAt = (try? container.decode(String.self, forKey: .endsAt)).flatMap(Timestamp.parse)
        generatorURL = (try? container.decode(String.self, forKey: .generatorURL)) ?? ""
        let given = (try? container.decode(String.self, forKey: .fingerprint)) ?? ""
        fingerprint = given.isEmpty ? Fingerprint.of(labels) : given
        value = Self.value(in: container)
    }

    /// Of several values the first by name: Grafana names queries `A`, `B` and so on, and what it makes of them later.
    private static func value(in container: KeyedDecodingContainer<Key>) -> Double? {
        let values = (try? container.decode([String: Double].self, forKey: .values)) ?? [:]
        if let first = values.min(by: { $0.key < $1.key }) { return first.value }
        // Grafana before version 9 tells them only as text: [ var='A' labels={…} value=0.31 ].
        let text = (try? container.decode(String.self, forKey: .valueString)) ?? ""
        let number = text.firstMatch(of: #/ value=([^\s\]]+)/#).flatMap { Double($0.1) }
        return number.flatMap { $0.isFinite ? $0 : nil }
    }
}
