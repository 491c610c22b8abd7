import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Monitor

/// What operators say of alerts, by the API and the pages.
struct EpisodeReviewingTests {
    /// Delivers an alert that nothing retrains; tells the number of its episode.
    private func alert(_ bridge: RoutedBridge, _ labels: [String: String] = [:]) async throws -> String {
        let all = ["alertname": "Slow", "model": "churn", "severity": "warning"].merging(labels) { $1 }
        try await bridge.deliver(Payloads.body(labels: all))
        let id = try await bridge.json("/api/v1/episodes?limit=1")["episodes"]?.array?.first?["id"]
        guard case .integer(let number)? = id else { return "" }
        return "\(number)"
    }

    @Test func `an acknowledgment has its person and time, and a second one changes nothing`() async throws {
        try await RoutedBridge.serving { bridge async throws in
            let id = try await alert(bridge)
            let uri = "/api/v1/episodes/\(id)/acknowledge"
            #expect(try await bridge.post(uri, #"{"reason": "I look into it"}"#).status == .ok)
            #expect(try await bridge.post(uri, token: RoutedBridge.bobToken).status == .ok)
            let detail = try await bridge.json("/api/v1/episodes/\(id)")
            #expect(detail["episode"]?["acknowledgment"]?["by"] == .string("operator:alice"))
            #expect(
                detail["episode"]?["severity"] == .string("warning") && detail["episode"]?["duration_seconds"] != nil)
            #expect(detail["events"]?.array?.map { $0["reason"] } == [.string("I look into it")])
            #expect(detail["actions"] == .array([.string("unacknowledge"), .string("mark-false-positive")]))
            let open = try await bridge.json("/api/v1/episodes?state=open&mark=acknowledged&severity=warning")
            #expect(open["episodes"]?.array?.count == 1)
            #expect(try await bridge.json("/api/v1/episodes?mark=unacknowledged")["episodes"]?.array?.isEmpty == true)
            let metrics = String(buffer: try await bridge.get("/metrics").body)
            #expect(metrics.contains("modelwatch_acknowledged_episodes 1\n"))
        }
    }

    @Test func `an alert that is over is not acknowledged, but can be told false, and that can be taken back`()
        async throws
    {
        try await RoutedBridge.serving { bridge async throws in
            let id = try await alert(bridge)
            try await bridge.deliver(
                Payloads.body(
                    status: "resolved", labels: ["alertname": "Slow", "model": "churn", "severity": "warning"],
                    endsAt: "2026-11-20T22:10:00Z"))
            let late = try await bridge.post("/api/v1/episodes/\(id)/acknowledge")
            #expect(late.status == .conflict && String(buffer: late.body).contains("the alert is over"))
            #expect(try await bridge.post("/api/v1/episodes/\(id)/mark-false-positive").status == .ok)
            #expect(try await bridge.json("/api/v1/history?days=366")["total"]?["false_positives"] == .integer(1))
            #expect(try await bridge.post("/api/v1/episodes/\(id)/unmark-false-positive").status == .ok)
            let history = try await bridge.json("/api/v1/history?days=366")
            #expect(history["total"]?["false_positive_rate"]?.double == 0)
            #expect(history["total"]?["mean_time_to_resolution_seconds"]?.double == 600)
            #expect(history["frequency"]?.array?.first?["days"]?.array?.count == 1)
            #expect(history["timeline"]?["episodes"]?.array?.count == 1)
            let metrics = String(buffer: try await bridge.get("/metrics").body)
            #expect(metrics.contains("modelwatch_episode_duration_seconds_sum{severity=\"warning\"} 600\n"))
            #expect(metrics.contains("modelwatch_episodes_total{severity=\"warning\"} 1\n"))
        }
    }

    @Test(arguments: ["line\\nbreak", String(repeating: "x", count: 501)])
    func `a reason that does not fit a line of the trail is refused`(reason: String) async throws {
        try await RoutedBridge.serving { bridge async throws in
            let id = try await alert(bridge)
            let answer = try await bridge.post("/api/v1/episodes/\(id)/acknowledge", #"{"reason": "\#(reason)"}"#)
            #expect(answer.status == .badRequest && String(buffer: answer.body).contains("one line of at most 500"))
        }
    }

    @Test(arguments: ["/api/v1/history", "/history"])
    func `a history of no days, or of too many, is refused`(uri: String) async throws {
        try await RoutedBridge.serving { bridge async throws in
            for days in ["0", "367", "x"] {
                let answer = try await bridge.get("\(uri)?days=\(days)")
                #expect(answer.status == .badRequest && String(buffer: answer.body).contains("from 1 to 366"))
            }
        }
    }

    @Test func `whoever is signed in acknowledges from the list and marks on the page`() async throws {
        try await RoutedBridge.serving { bridge async throws in
            let id = try await alert(bridge, ["annotation": "<b>"])
            let anonymous = String(buffer: try await bridge.get("/episodes").body)
            #expect(!anonymous.contains("form_token") && !anonymous.contains("formaction"))
            let cookie = try await bridge.signIn()
            let list = String(buffer: try await bridge.get("/episodes", [.cookie: cookie]).body)
            #expect(list.contains("formaction=\"/episodes/\(id)/acknowledge\" aria-label=\"Acknowledge Slow churn\""))
            let token = try await bridge.formToken(of: "/episodes", cookie: cookie)
            for (action, form) in [("acknowledge", ""), ("mark-false-positive", "&reason=a test")] {
                let answer = try await bridge.submit(
                    "/episodes/\(id)/\(action)", "form_token=\(token)\(form)", cookie: cookie)
                #expect(answer.status == .seeOther && answer.headers[.location] == "/episodes/\(id)")
            }
            let page = String(buffer: try await bridge.get("/episodes/\(id)", [.cookie: cookie]).body)
            for text in ["operator:alice", "a test", "marked as a false positive", "Take the acknowledgment back"] {
                #expect(page.contains(text), "\(text)")
            }
            #expect(!page.contains("<b>\""))
            let foreign = try await bridge.submit(
                "/episodes/\(id)/unacknowledge", "form_token=\(token)", cookie: cookie, .fetched(from: "cross-site"))
            #expect(foreign.status == .forbidden)
        }
    }

    @Test func `episodes are found by name and model, and the next page keeps the question`() async throws {
        try await RoutedBridge.serving { bridge async throws in
            for number in 1...3 { _ = try await alert(bridge, ["instance": "\(number)"]) }
            _ = try await alert(bridge, ["alertname": "Other & <i>"])
            for (query, count) in [
                ("alertname=Slow", 3), ("alertname=Slow&model=x", 0), ("model=churn", 4), ("severity=critical", 0),
                ("alertname=Other%20%26%20%3Ci%3E", 1),
            ] {
                let list = try await bridge.json("/api/v1/episodes?\(query)")
                #expect(list["episodes"]?.array?.count == count, "\(query)")
            }
            let page = String(buffer: try await bridge.get("/episodes?alertname=Slow&limit=2").body)
            #expect(page.contains("href=\"/episodes?alertname=Slow&amp;after=2&amp;limit=2\""))
            let history = String(buffer: try await bridge.get("/history?days=366&limit=2&model=churn").body)
            #expect(history.contains("/history?days=366&amp;model=churn&amp;after="))
            #expect(history.contains("Other &amp; &lt;i&gt;") && !history.contains("<i>"))
        }
    }
}
