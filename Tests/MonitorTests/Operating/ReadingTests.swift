import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Monitor

/// What the API and the pages show of the store.
struct ReadingTests {
    @Test func `lists are read page by page, newest first`() async throws {
        try await RoutedBridge.serving { bridge async throws in
            for number in 1...3 {
                try await bridge.deliver(Payloads.body(labels: ["alertname": "Drift", "model": "m\(number)"]))
                try await Task.sleep(for: .milliseconds(2))
            }
            for (list, key) in [("triggers", "subject"), ("deliveries", "id"), ("episodes", "fingerprint")] {
                let all = try await bridge.json("/api/v1/\(list)")
                let rows = (all[list]?.array ?? []).map { $0[key] }
                #expect(rows.count == 3 && all["next"] == nil, "\(list)")
                var paged: [JSONValue?] = []
                var after = ""
                for _ in 0..<2 {
                    let page = try await bridge.json("/api/v1/\(list)?limit=2&after=\(after)")
                    paged += (page[list]?.array ?? []).map { $0[key] }
                    after = page["next"]?.string ?? ""
                }
                #expect(paged == rows && after.isEmpty, "\(list)")
                let first = String(buffer: try await bridge.get("/\(list)?limit=2").body)
                #expect(first.contains("Older \(list)"))
            }
            let subjects = try await bridge.json("/api/v1/triggers")["triggers"]?.array?.map { $0["subject"]?.string }
            #expect(subjects == ["m3", "m2", "m1"])
        }
    }

    @Test func `triggers are found by state, policy and subject`() async throws {
        try await RoutedBridge.serving { bridge async throws in
            _ = try await bridge.makeTrigger(model: "churn")
            _ = try await bridge.makeTrigger(model: "fraud & <i>")
            for (query, count) in [
                ("", 2), ("state=awaiting_approval", 2), ("state=running", 0), ("policy=retrain", 2), ("policy=x", 0),
                ("subject=churn", 1), ("subject=churn&state=awaiting_approval&policy=retrain", 1),
                ("subject=fraud%20%26%20%3Ci%3E", 1), ("state=", 2),
            ] {
                let list = try await bridge.json("/api/v1/triggers?\(query)")
                #expect(list["triggers"]?.array?.count == count, "\(query)")
                let page = String(buffer: try await bridge.get("/triggers?\(query)").body)
                #expect(page.matches(of: /<td class="time"><a href/).count == count, "\(query)")
                #expect(!page.contains("<i>"))
            }
        }
    }

    /// To Swift a quote with an accent on top is no quote, to a browser it is.
    @Test func `a filter and a label cannot leave their place on a page`() async throws {
        try await RoutedBridge.serving { bridge async throws in
            let hostile = "\"\u{301} onfocus=alert(1) x='\u{301}<\u{301}b>"
            _ = try await bridge.makeTrigger()
            try await bridge.deliver(Payloads.body(labels: ["alertname": "DriftX", "model": "churn", "x": hostile]))
            let query = QueryText.of([("policy", hostile), ("subject", hostile)])
            let id = try await bridge.json("/api/v1/triggers")["triggers"]?.array?.first?["id"]?.string ?? ""
            for uri in [
                "/triggers\(query)", "/triggers/\(id)", "/episodes", "/episodes/1", "/episodes/2", "/history",
                "/deliveries",
            ] {
                let page = try await bridge.get(uri)
                #expect(page.status == .ok)
                let text = String(buffer: page.body)
                #expect(
                    !text.unicodeScalars.split(separator: "\u{301}").dropLast().contains {
                        "\"'<".unicodeScalars.contains($0.last ?? " ")
                    })
                if uri.hasPrefix("/triggers") || uri == "/episodes" {
                    #expect(text.contains("onfocus=alert(1)"), "\(uri)")
                }
            }
        }
    }

    @Test(arguments: ["limit=0", "limit=1001", "limit=x", "state=odd"])
    func `a question that cannot be meant is refused`(query: String) async throws {
        try await RoutedBridge.serving { bridge async throws in
            for uri in ["/api/v1/triggers", "/triggers", "/api/v1/episodes", "/episodes"] {
                let response = try await bridge.get("\(uri)?\(query)")
                #expect(response.status == .badRequest)
                #expect(String(buffer: response.body).contains("must be"))
            }
        }
    }

    @Test func `a trigger has its timeline, its evidence and what can be done`() async throws {
        try await RoutedBridge.serving { bridge async throws in
            let id = try await bridge.makeTrigger()
            try await bridge.deliver(
                Payloads.body(labels: ["alertname": "DriftOther", "model": "churn", "column": "age"]))
            let history = try await bridge.json("/api/v1/triggers/\(id)")
            #expect(history["trigger"]?["subject"] == .string("churn"))
            #expect(history["transitions"]?.array?.map { $0["to"] } == [.string("awaiting_approval")])
            #expect(
                history["evidence"]?.array?.map { $0["labels"]?["alertname"] } == [
                    .string("Drift"), .string("DriftOther"),
                ])
            let page = String(buffer: try await bridge.get("/triggers/\(id)").body)
            for text in [
                "Timeline", "column=\"age\"", "Alerts behind it", "What the engine is told", "Sign in</a> to",
            ] {
                #expect(page.contains(text), "\(text)")
            }
            #expect(!page.contains("form_token"))
            let cookie = try await bridge.signIn()
            let own = String(buffer: try await bridge.get("/triggers/\(id)", [.cookie: cookie]).body)
            #expect(own.contains("formaction=\"/triggers/\(id)/approve\"") && own.contains("Signed in as alice"))
        }
    }

    @Test func `a delivery has its body byte by byte and its decisions in words`() async throws {
        try await RoutedBridge.serving { bridge async throws in
            let body = #"{"alerts":[{"status":"firing","labels":{"alertname":"Other","x":"<i>\n"},"n":1e999999},7]}"#
            let outcome = try await bridge.deliver(Data(body.utf8))
            let id = try #require(
                try JSONDecoder().decode(JSONValue.self, from: Data(outcome.body.readableBytesView))["delivery"]?.string
            )
            let delivery = try await bridge.json("/api/v1/deliveries/\(id)")
            #expect(delivery["body"] == .string(body))
            #expect(delivery["malformed"] == .integer(1))
            let decisions = delivery["decisions"]?.array ?? []
            #expect(decisions.map { $0["reason"] } == [.string("no_policy"), .string("malformed")])
            #expect(decisions[0]["explanation"]?.string?.contains("No policy matches") == true)
            let page = String(buffer: try await bridge.get("/deliveries/\(id)").body)
            #expect(page.contains("No policy matches the labels") && page.contains("1e999999") && !page.contains("<i>"))
            #expect(page.contains("1 unreadable"))
        }
    }

    @Test func `what is not there is not found`() async throws {
        try await RoutedBridge.serving { bridge async throws in
            for uri in [
                "triggers/x", "deliveries/x", "triggers/..%2f..%2fetc%2fpasswd", "deliveries/%00", "episodes/x",
                "episodes/9",
            ] {
                #expect(try await bridge.get("/api/v1/\(uri)").status == .notFound, "\(uri)")
                #expect(try await bridge.get("/\(uri)").status == .notFound, "\(uri)")
            }
            for uri in ["simulate", "triggers/x/approve", "deliveries/x/replay", "episodes/1/acknowledge"] {
                let response = try await bridge.get("/api/v1/\(uri)")
                #expect(response.status == .methodNotAllowed && response.headers[.allow] == "POST")
            }
        }
    }

    @Test func `every reason is told in a sentence`() {
        for reason in SuppressionReason.allCases {
            #expect(reason.explanation.hasSuffix(".") && reason.explanation.count > 20, "\(reason)")
            #expect(SuppressionReason.explanation(of: reason.rawValue) == reason.explanation)
        }
        #expect(SuppressionReason.explanation(of: "of_a_later_version") == "of_a_later_version")
    }

    @Test(arguments: [
        (#"{"a":[1,2e99]}"#, "{\n  \"a\": [\n    1,\n    2e99\n  ]\n}"),
        (#"{"a":"{\"[,:"}"#, "{\n  \"a\": \"{\\\"[,:\"\n}"),
        ("]]]", "\n]\n]\n]"), ("", ""),
    ])
    func `JSON is laid out and not changed`(text: String, expected: String) {
        #expect(JSONLayout.indented(text) == expected)
    }

    @Test func `a link takes whatever a filter holds`() {
        #expect(QueryText.of([("a", "x y&b=1#<é"), ("b", nil), ("c", "")]) == "?a=x%20y%26b%3D1%23%3C%C3%A9&c=")
        #expect(QueryText.of([("a", nil)]).isEmpty)
        #expect(WebLink.safe("javascript:alert(1)") == nil && WebLink.safe("https://x/run") == "https://x/run")
    }
}
