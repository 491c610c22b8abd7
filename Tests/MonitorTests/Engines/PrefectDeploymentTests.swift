import Foundation
import Testing

@testable import Monitor

struct PrefectDeploymentTests {
    private static func parameters(_ schema: String, value: String) throws -> [String: JSONValue] {
        let text = #"{"id": "d", "parameter_openapi_schema": \#(schema)}"#
        let deployment = try JSONDecoder().decode(PrefectDeployment.self, from: Data(text.utf8))
        let policies = "policies: [{name: p, match: [a=b], engine: {command: {argv: [/bin/true]}}}]"
        let policy = try #require(try Configuration(text: policies).policies.first)
        let alert = Alert(
            status: .firing, labels: ["model": "fraud"], annotations: ["value": value], startsAt: nil, endsAt: nil,
            generatorURL: "", fingerprint: "f")
        let request = RetrainingRequest(key: "k", policy: policy, subject: "s", alert: alert, startsAt: Date())
        return deployment.parameters(for: request, templates: [:])
    }

    @Test(
        arguments: [
            (#"{"properties": {"value": {"type": "string"}}}"#, "0.5", .string("0.5")),
            (#"{"properties": {"value": {"type": "number"}}}"#, "0.5", .number(0.5)),
            (#"{"properties": {"value": {"anyOf": [{"type": "number"}, {"type": "null"}]}}}"#, "0.5", .number(0.5)),
            (#"{"properties": {"value": {"type": "number"}}}"#, "high", nil),
            (#"{"properties": {"value": {"type": "integer"}}}"#, "0.5", nil),
            (#"{"properties": {"value": {"type": "object"}}}"#, #"{"__prefect_kind": "jinja"}"#, nil),
            (
                #"{"properties": {"value": {}}}"#, #"{"__prefect_kind": "jinja"}"#,
                .string(#"{"__prefect_kind": "jinja"}"#)
            ),
            (#"{"properties": {}}"#, "0.5", nil),
        ] as [(String, String, JSONValue?)])
    func `a value is sent as the type that is declared`(schema: String, value: String, sent: JSONValue?) throws {
        #expect(try Self.parameters(schema, value: value)["value"] == sent)
    }

    @Test func `a deployment that accepts any gets them all`() throws {
        for schema in ["null", "{}", #"{"properties": {}, "additionalProperties": true}"#] {
            #expect(try Self.parameters(schema, value: "1").count == 11)
        }
    }
}
