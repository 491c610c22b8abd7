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
}

extension Alert: Decodable {
    private enum Key: String, CodingKey {
        case status, labels, annotations, startsAt, endsAt, generatorURL, fingerprint
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
    }
}
