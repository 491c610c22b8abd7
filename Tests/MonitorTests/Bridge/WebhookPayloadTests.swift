import Foundation
import Testing

@testable import Monitor

struct WebhookPayloadTests {
    @Test(arguments: Payloads.names)
    func `every recorded body is decoded, and its fingerprints are recomputed`(name: String) throws {
        let payload = try PayloadLimits().decode(Data(contentsOf: Fixtures.url("alertmanager/\(name)")))
        #expect(!payload.alerts.isEmpty)
        #expect(payload.malformed == 0)
        for alert in payload.alerts {
            #expect(Fingerprint.of(alert.labels) == alert.fingerprint)
            #expect(alert.startsAt != nil)
            #expect((alert.endsAt == nil) == (alert.status == .firing))
        }
    }

    @Test func `there are as many bodies as were recorded`() {
        #expect(Payloads.names.count == 18)
    }

    @Test func `truncation is told`() throws {
        let name = "api_truncated_TRAP_status_resolved_but_4_firing"
        let payload = try PayloadLimits().decode(Payloads.data(name))
        #expect(payload.truncated == 4)
        #expect(payload.alerts.map(\.status) == [.resolved, .resolved, .resolved])
    }

    @Test func `escapes and other alphabets survive`() throws {
        let payload = try PayloadLimits().decode(Payloads.data("prom_firing_1"))
        #expect(payload.alerts.first?.annotations["summary"] == "PSI of amount is 0.310 (> 0.2)")
        let body = try Payloads.body(labels: ["alertname": "Дрейф", "model": "模型 🚨"])
        #expect(try PayloadLimits().decode(body).alerts.first?.labels["model"] == "模型 🚨")
    }

    @Test func `only the alerts are required, and unknown fields are ignored`() throws {
        let body = """
            {"version": 4, "orgId": 1, "state": "alerting", "notification_reason": "repeat",
             "alerts": [{"status": "firing", "labels": {"alertname": "A"}, "values": {"B": 1.5}, "valueString": "x",
                         "annotations": {"n": null}, "startsAt": 5, "imageURL": ""}]}
            """
        let payload = try PayloadLimits().decode(Data(body.utf8))
        #expect(payload.alerts.first?.fingerprint == Fingerprint.of(["alertname": "A"]))
        #expect(payload.alerts.first?.startsAt == nil)
    }

    @Test func `a bad alert does not harm the others`() throws {
        let body = #"{"alerts": [{"status": "odd"}, 7, {"status": "firing", "labels": {"a": "b"}}, {"labels": {}}]}"#
        let payload = try PayloadLimits().decode(Data(body.utf8))
        #expect(payload.alerts.count == 1)
        #expect(payload.malformed == 3)
    }

    @Test(arguments: ["", "{", "[]", "{}", #"{"alerts": {}}"#, "null", #"{"alerts": null}"#, "\u{FEFF}x"])
    func `a body that is no webhook is refused`(body: String) {
        #expect(throws: PayloadError.malformed) { try PayloadLimits().decode(Data(body.utf8)) }
    }

    @Test func `limits are kept`() throws {
        let limits = PayloadLimits(bytes: 100, alerts: 2, depth: 4)
        let many = Data(#"{"alerts": [1,2,3]}"#.utf8)
        #expect(throws: PayloadError.tooManyAlerts(3, limit: 2)) { try limits.decode(many) }
        let deep = Data(#"{"alerts": [[[["]"]]]]}"#.utf8)
        #expect(throws: PayloadError.tooDeep(limit: 4)) { try limits.decode(deep) }
        let brackets = Data(#"{"alerts": [], "x": "[[[[\"[[["}"#.utf8)
        #expect(try limits.decode(brackets).alerts.isEmpty)
        #expect(throws: PayloadError.tooLarge(limit: 100)) { try limits.decode(Data(count: 101)) }
    }
}
