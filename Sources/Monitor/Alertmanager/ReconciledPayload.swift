import Foundation

/// Alerts that were fetched, in the shape of a webhook, so that they are stored and read as any other delivery.
struct ReconciledPayload: Encodable, Sendable {
    struct Entry: Encodable, Sendable {
        let status = "firing"
        let labels: [String: String]
        let annotations: [String: String]
        let startsAt: String?
        let generatorURL: String
        let fingerprint: String
    }

    let version = "4"
    let alerts: [Entry]

    init(_ alerts: some Sequence<Alert>) {
        self.alerts = alerts.map { alert in
            Entry(
                labels: alert.labels, annotations: alert.annotations, startsAt: alert.startsAt.map(Timestamp.text),
                generatorURL: alert.generatorURL, fingerprint: alert.fingerprint)
        }
    }
}
