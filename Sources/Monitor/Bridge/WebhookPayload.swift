import Foundation

/// The body of an Alertmanager webhook; of its fields only `alerts` is required, and unknown ones are ignored.
///
/// The status, the labels and the receiver of the group are not even read: after truncation they describe only the
/// alerts that were kept.
struct WebhookPayload: Sendable, Equatable {
    /// The alerts that could be read.
    let alerts: [Alert]
    /// How many entries of `alerts` could not be read; they never keep the others from being acted on.
    let malformed: Int
    /// How many alerts Alertmanager left out.
    let truncated: Int
}

extension WebhookPayload: Decodable {
    private enum Key: String, CodingKey {
        case alerts, truncatedAlerts
    }

    /// An entry that may be anything.
    private struct Entry: Decodable {
        let alert: Alert?

        init(from decoder: any Decoder) throws {
            alert = try? Alert(from: decoder)
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let entries = try container.decode([Entry].self, forKey: .alerts)
        alerts = entries.compactMap(\.alert)
        malformed = entries.count - alerts.count
        truncated = (try? container.decode(Int.self, forKey: .truncatedAlerts)) ?? 0
    }
}
