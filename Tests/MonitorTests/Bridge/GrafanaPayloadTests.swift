import Foundation
import Testing

@testable import Monitor

/// The webhooks of Grafana, written after its documentation.
struct GrafanaPayloadTests {
    private static func payload(_ name: String) throws -> WebhookPayload {
        try PayloadLimits().decode(Data(contentsOf: Fixtures.url("grafana/\(name).json")))
    }

    private static func alert(_ values: String) throws -> Alert {
        let text = #"{"alerts":[{"status":"firing","labels":{"a":"b"},\#(values)}]}"#
        return try #require(try PayloadLimits().decode(Data(text.utf8)).alerts.first)
    }

    @Test func `a firing group is read with its values`() throws {
        let payload = try Self.payload("firing")
        #expect(payload.malformed == 0)
        #expect(payload.alerts.map(\.fingerprint) == ["c6eadffa33fcdf37", "9e4ebc9c9a6a3d6b"])
        #expect(payload.alerts.map(\.status) == [.firing, .firing])
        // The second has no values, as in old versions, and tells them as text.
        #expect(payload.alerts.map(\.value) == [0.31, 0.31])
        #expect(payload.alerts[0].startsAt == TestClock.at("22:51:00"))
        #expect(payload.alerts[0].endsAt == nil)
    }

    @Test func `a resolved alert has its end, whatever the reason`() throws {
        let alert = try #require(try Self.payload("resolved").alerts.first)
        #expect(alert.status == .resolved)
        #expect(alert.endsAt == TestClock.at("23:01:00"))
        #expect(alert.value == 0.02)
    }

    @Test func `an alert about missing data has no value`() throws {
        let alert = try #require(try Self.payload("no_data").alerts.first)
        #expect(alert.labels["alertname"] == "DatasourceNoData")
        #expect(alert.value == nil)
    }

    @Test(
        arguments: [
            (#""values":{"C":1,"A":7.5}"#, 7.5), (#""values":{}"#, nil), (#""values":"x""#, nil),
            (#""values":{"A":"1"},"valueString":"[ var='A' labels={} value=-2e3 ]""#, -2000),
            (#""valueString":"[ var='A' labels={} value=NaN ]""#, nil), (#""valueString":7"#, nil),
        ] as [(String, Double?)])
    func `the first value by name counts`(values: String, expected: Double?) throws {
        #expect(try Self.alert(values).value == expected)
    }

    @Test func `a run is told the value, unless an annotation says it`() {
        #expect(AlertValue.text(["description": "3 columns"], measured: 0.31) == "0.31")
        #expect(AlertValue.text(["value": "31 %"], measured: 0.31) == "31 %")
        #expect(AlertValue.text(["description": "3 columns"]) == "3")
    }
}
