import Foundation
import Testing

@testable import Monitor

/// A real Alertmanager with the configuration that is shipped for teams.
struct TeamAlertmanagerTests {
    /// As shipped, but it notifies at once: what inhibits what shows only then.
    private static func configuration() throws -> String {
        try String(
            contentsOf: Fixtures.packageRoot.appending(path: "alertmanager/alertmanager.team.yml"), encoding: .utf8
        )
        .replacing(/group_wait: \w+/, with: "group_wait: 0s").replacing(
            /group_interval: \w+/, with: "group_interval: 1s")
    }

    @Test func `an alert that says it all holds back the rest, but never one that can retrain`() async throws {
        let alertmanager = try await AlertmanagerServer(configuration: try Self.configuration())
        let alerts = [
            ["alertname": "ModelwatchRowsZero", "severity": "critical"],
            ["alertname": "ModelwatchMissingValuesHigh", "severity": "warning", "column": "age"],
            [
                "alertname": "ModelwatchMissingValuesVeryHigh", "severity": "critical", "action": "retrain",
                "column": "age",
            ],
            ["alertname": "ModelwatchRowsUnusual", "severity": "warning", "action": "retrain"],
            ["alertname": "ModelwatchAccuracyLow", "severity": "critical", "action": "retrain"],
        ]
        for alert in alerts {
            let target = ["job": "modelwatch", "instance": "exporter:8000", "model": "churn"]
            try await alertmanager.post(
                labels: alert.merging(target) { own, _ in own }, startsAt: Date(), endsAt: Date() + 600)
        }
        try await Eventually.holds(within: .seconds(30), "ModelwatchMissingValuesHigh is held back") {
            try await alertmanager.alerts(in: "suppressed") == ["ModelwatchMissingValuesHigh"]
        }
        let active = try await alertmanager.alerts(in: "active")
        #expect(active.isSuperset(of: alerts.filter { $0["action"] == "retrain" }.compactMap { $0["alertname"] }))
        #expect(active.contains("ModelwatchRowsZero"))
        try await alertmanager.stop()
    }

    @Test func `the critical step of an escalation holds back the warning of the same model`() async throws {
        let alertmanager = try await AlertmanagerServer(configuration: try Self.configuration())
        for (model, severities) in [("churn", ["warning", "critical"]), ("genres", ["warning"])] {
            for severity in severities {
                var labels = ["alertname": "ModelwatchDriftLasting", "severity": severity, "model": model]
                if severity == "critical" { labels["action"] = "retrain" }
                try await alertmanager.post(labels: labels, startsAt: Date(), endsAt: Date() + 600)
            }
        }
        try await Eventually.holds(within: .seconds(30), "the warning is held back") {
            try await alertmanager.alerts(in: "suppressed", label: "model") == ["churn"]
        }
        #expect(try await alertmanager.alerts(in: "active", label: "model") == ["churn", "genres"])
        #expect(try await alertmanager.alerts(in: "suppressed", label: "severity") == ["warning"])
        try await alertmanager.stop()
    }
}
