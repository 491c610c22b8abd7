import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import Monitor

/// The gate of a deployment over HTTP.
struct GateAPITests {
    private static let rules =
        #""metrics": [{"name": "accuracy", "direction": "higher", "min_improvement": 0, "limit": 0.85}]"#

    private func body(_ old: String, _ new: String, _ rules: String = rules) -> String {
        #"{"champion": \#(old), "challenger": \#(new), \#(rules)}"#
    }

    private func decision(_ response: TestResponse) throws -> GateDecision {
        try JSONDecoder().decode(GateDecision.self, from: Data(response.body.readableBytesView))
    }

    /// Deploy only what is at least as good as the old one and at least 0.85.
    @Test(
        arguments: [
            (0.90, 0.92, .promote), (0.92, 0.90, .reject), (0.80, 0.84, .reject), (0.84, 0.80, .reject),
        ] as [(Double, Double, GateDecision.Outcome)])
    func `a script learns whether to deploy`(old: Double, new: Double, outcome: GateDecision.Outcome) async throws {
        try await RoutedBridge.serving { bridge async throws in
            let asked = body(#"{"accuracy": \#(old)}"#, #"{"accuracy": \#(new)}"#)
            // Whoever may read may ask; no operator is needed.
            let response = try await bridge.post("/api/v1/gate", asked, token: nil)
            #expect(response.status == .ok)
            let decision = try decision(response)
            #expect(decision.outcome == outcome && decision.metrics.first?.champion == old)
        }
    }

    @Test func `the rules of a policy decide as they do after its runs`() async throws {
        let verdict =
            "verdict: {metrics: [{name: accuracy, min_improvement: 0.05}], min_rows: {name: rows, count: 100}}"
        try await RoutedBridge.serving(verdict: verdict) { bridge async throws in
            for (rows, new, outcome) in [
                (100, 0.95, .promote), (100, 0.94, .reject), (99, 0.95, .inconclusive),
            ] as [(Int, Double, GateDecision.Outcome)] {
                let document = #"{"version": "8", "metrics": {"accuracy": \#(new), "rows": \#(rows)}}"#
                let asked = body(#"{"accuracy": 0.9, "rows": 100}"#, document, #""policy": "retrain""#)
                #expect(try decision(try await bridge.post("/api/v1/gate", asked)).outcome == outcome)
            }
        }
    }

    @Test(
        arguments: [
            (#"[]"#, 400, "champion must be a JSON object of numbers"),
            (#"{"#, 400, "expected a JSON object with champion, challenger"),
            (#"{"champion": {}}"#, 400, "challenger must be a JSON object of numbers"),
            (#"{"champion": {}, "challenger": {}}"#, 400, "must hold a metric with min_improvement"),
            (
                #"{"champion": {}, "challenger": {}, "metrics": [{"name": "a", "minimprovement": 0}]}"#, 400,
                #"unknown key "minimprovement"; did you mean "min_improvement"?"#
            ),
            (
                #"{"champion": {}, "challenger": {}, "metrics": [{"name": "a", "min_improvement": "0"}]}"#, 400,
                #""min_improvement" must be a number, found "0""#
            ),
            (#"{"champion": {}, "challenger": {}, "policy": "retrain"}"#, 400, "of which there is none"),
            (
                #"{"champion": {}, "challenger": {}, "policy": "retrain", "metrics": []}"#, 400,
                #""policy" and "metrics" exclude each other"#
            ),
            (#"{"champion": {}, "challenger": {}, "rules": []}"#, 400, #"unknown key "rules""#),
            (
                #"{"champion": {}, "challenger": {}, "policy": "\#(String(repeating: "x", count: 201))"}"#, 400,
                "at most 200 bytes"
            ),
            (#"{"champion": ""# + String(repeating: "x", count: 1 << 20) + #""}"#, 413, "at most 1048576 bytes"),
        ])
    func `what cannot be judged is told`(body: String, status: Int, message: String) async throws {
        try await RoutedBridge.serving { bridge async throws in
            let response = try await bridge.post("/api/v1/gate", body)
            #expect(response.status.code == status)
            let error = try JSONDecoder().decode(JSONValue.self, from: Data(response.body.readableBytesView))
            #expect(error["error"]?["message"]?.string?.contains(message) == true, "\(error)")
        }
    }

    @Test func `more rules than anybody needs are refused`() async throws {
        let rule = #"{"name": "a", "min_improvement": 0}"#
        let many = Array(repeating: rule, count: 101).joined(separator: ",")
        try await RoutedBridge.serving { bridge async throws in
            let response = try await bridge.post("/api/v1/gate", body("{}", "{}", #""metrics": [\#(many)]"#))
            #expect(response.status == .badRequest && String(buffer: response.body).contains("at most 100 rules"))
        }
    }

    @Test func `more comparisons than a person reads are refused`() async throws {
        let metrics = (0..<200).map { "\"m\($0)\": 1" }.joined(separator: ",")
        let guards = Array(repeating: #"{"name": "*"}"#, count: 60).joined(separator: ",")
        let asked = body(
            "{\(metrics)}", "{\(metrics)}", #""metrics": [{"name": "m1", "min_improvement": 0}, \#(guards)]"#)
        try await RoutedBridge.serving { bridge async throws in
            let response = try await bridge.post("/api/v1/gate", asked)
            #expect(response.status == .badRequest)
            #expect(String(buffer: response.body).contains("61 rules over 400 metrics are too many"))
        }
    }

    @Test func `what is no number, or a text that looks like one, is missing`() async throws {
        try await RoutedBridge.serving { bridge async throws in
            for missing in ["null", #""0.9""#, "true", "[0.9]"] {
                let asked = body(#"{"accuracy": 0.9}"#, #"{"accuracy": \#(missing)}"#)
                let decision = try decision(try await bridge.post("/api/v1/gate", asked))
                #expect(decision.outcome == .inconclusive)
                #expect(decision.reasons == ["the challenger has no number for accuracy"])
            }
        }
    }
}
