import Foundation
import Hummingbird
import NIOPosix
import Testing
import Transfers

@testable import Monitor

struct ReconciliationTests {
    private static func configuration(_ text: String) throws -> AlertmanagerConfiguration {
        try #require(try Configuration(text: "alertmanager: {\(text)}").alertmanager)
    }

    private static func listed(_ fingerprint: String, _ state: ListedAlert.State) -> ListedAlert {
        let alert = Alert(
            status: .firing, labels: ["n": fingerprint], annotations: [:], startsAt: nil, endsAt: nil,
            generatorURL: "", fingerprint: fingerprint)
        return ListedAlert(alert: alert, state: state)
    }

    @Test func `alerts are fetched at the start, again until that succeeds, then at intervals`() throws {
        let start = Date(timeIntervalSince1970: 1000)
        let once = try Self.configuration(#"url: "http://a", reconcile: true"#)
        let often = try Self.configuration(#"url: "http://a", reconcile_interval: 60s"#)
        let never = try Self.configuration(#"url: "http://a""#)
        var schedule = ReconciliationSchedule()
        #expect(!schedule.isDue(never, at: start) && !schedule.isDue(nil, at: start))
        #expect(schedule.isDue(once, at: start) && schedule.isDue(often, at: start))
        schedule.note(success: false, at: start)
        #expect(!schedule.isDue(once, at: start + 9) && schedule.isDue(once, at: start + 10))
        schedule.note(success: true, at: start + 10)
        #expect(!schedule.isDue(once, at: start + 1000))
        #expect(!schedule.isDue(often, at: start + 69) && schedule.isDue(often, at: start + 70))
        schedule.note(success: false, at: start + 70)
        #expect(!schedule.isDue(often, at: start + 129) && schedule.isDue(often, at: start + 130))
    }

    @Test func `an alert counts once, and not at all if a member suppresses it`() {
        let listed = [
            Self.listed("b", .active), Self.listed("a", .active), Self.listed("c", .suppressed),
            Self.listed("a", .active), Self.listed("c", .active), Self.listed("d", .unprocessed),
        ]
        #expect(AlertmanagerClient.active(listed).map(\.fingerprint) == ["a", "b"])
    }

    @Test func `one member that answers is enough, and none is a failure`() async throws {
        let gone = "http://127.0.0.1:\(try await FreePort.next())"
        let text = #"""
            [{"labels":{"alertname":"x"},"annotations":{"value":"1"},"startsAt":"2026-11-20T22:51:00Z",
              "endsAt":"2026-11-20T22:56:00Z","fingerprint":"f","receivers":[{"name":"m"}],"generatorURL":"",
              "status":{"state":"active","silencedBy":[],"inhibitedBy":[],"mutedBy":[]}}]
            """#
        let server = FakeServer { _ in Response(.ok, text: text) }
        let client = HTTPClient(threads: .singleton)
        try await server.run { url async throws in
            let configuration = try Self.configuration(
                #"urls: ["\#(gone)", "\#(url)/"], receiver: "a b.*", authorization: {credentials: t0ken}"#)
            let alerts = try await AlertmanagerClient(configuration, client: client).activeAlerts()
            #expect(alerts.map(\.fingerprint) == ["f"])
            #expect(alerts.map(\.startsAt) == [TestClock.at("22:51:00")])
            #expect(alerts.map(\.endsAt) == [nil])
        }
        #expect(server.calls.map(\.path) == ["/api/v2/alerts?receiver=a%20b.%2A"])
        let configuration = try Self.configuration(#"url: "\#(gone)""#)
        await #expect(throws: EngineError.self) {
            try await AlertmanagerClient(configuration, client: client).activeAlerts()
        }
    }

    @Test(
        arguments: [
            (#"url: "http://a", urls: ["http://b"]"#, "urls"), ("urls: []", "must hold at least one URL"),
            (#"urls: ["ftp://a"]"#, "must be a URL"), ("timeout: 1s", "url"),
            (#"url: "http://a", reconcile: false, reconcile_interval: 5m"#, "belongs to reconcile: true"),
        ])
    func `a mistake is told with its key`(text: String, message: String) throws {
        let error = try #require(throws: InvalidConfiguration.self) { try Self.configuration(text) }
        #expect("\(error)".contains(message))
    }
}
