import Foundation
import HTTPTypes
import Hummingbird
import Testing

@testable import Monitor

struct DagsterEngineTests {
    private static func engine(_ url: String, _ more: String = "") throws -> any RetrainingEngine {
        try EngineConfiguration(text: "dagster: {url: '\(url)', location: defs.py, job: retrain, timeout: 2s, \(more)}")
            .engine()
    }

    /// Calls an engine whose server answers each call with the next recording, and the last one from then on.
    private static func with<Value: Sendable>(
        _ recordings: String..., settings: String = "",
        body: @escaping @Sendable (any RetrainingEngine) async throws -> Value
    ) async throws -> (value: Value, calls: [JSONValue]) {
        let names = recordings
        let server = FakeServer { call in
            let query = try JSONDecoder().decode(JSONValue.self, from: call.body)["query"]?.string ?? ""
            let name = names.count == 1 ? names[0] : query.contains("terminateRun") ? names[1] : names[0]
            return try RecordedAnswer.of("dagster/\(name)")
        }
        let value = try await server.run { url async throws in try await body(engine(url, settings)) }
        return (value, try server.calls.map { try JSONDecoder().decode(JSONValue.self, from: $0.body) })
    }

    @Test func `a run carries the key and the alert as tags`() async throws {
        let (outcome, calls) = try await Self.with(
            "73_launch_long",
            settings:
                "run_config: {ops: {train: {config: {model: '{{ labels.model }}', value: '{{ parameters.value }}', "
                + "seconds: 2, fail: false, none: null, list: [1, 'x']}}}}"
        ) {
            try await $0.start(.testing(annotations: ["value": "0.31", "summary": String(repeating: "x", count: 999)]))
        }
        guard case .started(let run) = outcome else {
            Issue.record("expected a run, got \(outcome)")
            return
        }
        #expect(run.id == "e524ca18-ca6f-4862-947a-5acad6d75cc3")
        #expect(run.url?.hasSuffix("/runs/\(run.id)") == true)
        let params = try #require(calls.first?["variables"]?["params"])
        let tags = try #require(params["executionMetadata"]?["tags"]?.array)
        #expect(tags.count == RetrainingRequest.parameterNames.count)
        let key = "rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1"
        #expect(tags.contains(.object(["key": .string("modelwatch/trigger"), "value": .string(key)])))
        #expect(tags.allSatisfy { $0["value"]?.string?.count ?? 0 <= 255 })
        #expect(
            params["runConfigData"]?["ops"]?["train"]?["config"]
                == .object([
                    "model": .string("fraud"), "value": .string("0.31"), "seconds": .integer(2),
                    "fail": .boolean(false), "none": .null, "list": .array([.integer(1), .string("x")]),
                ]))
        #expect(params["selector"]?["repositoryName"] == .string("__repository__"))
    }

    @Test(
        arguments: [
            ("65_launch_badcfg", "Dagster refuses: RunConfigValidationInvalid Invalid scalar at path root:ops:train"),
            ("66_launch_unknown_field", "Dagster refuses: RunConfigValidationInvalid Received unexpected config entry"),
            ("67_launch_unknown_job", "Dagster refuses: PipelineNotFoundError Could not find Pipeline defs.py"),
            ("68_launch_unknown_location", "Dagster refuses: PipelineNotFoundError Could not find Pipeline nowhere."),
            ("04_launch_same_runid", "Dagster refuses: Variable '$p' got invalid value"),
            ("69_syntax_error", "Dagster answered 400: Cannot query field"),
            ("70_bad_json", "Dagster answered 400"),
            ("03_launch", "Dagster refuses: Variable '$p' got invalid value"),
        ])
    func `what would be refused again is refused, whatever its status`(recording: String, reason: String) async throws {
        let outcome = try await Self.with(recording) { try await $0.start(.testing()) }.value
        guard case .refused(let text) = outcome else {
            Issue.record("expected a refusal, got \(outcome)")
            return
        }
        #expect(text.hasPrefix(reason))
    }

    @Test(
        arguments: [
            (#"{"data": {"launchRun": {"__typename": "PythonError", "message": "lost the daemon"}}}"#, false),
            (#"{"data": {"launchRun": {"__typename": "SomethingNew"}}}"#, false),
            (#"{"data": {"launchRun": {"__typename": "LaunchRunSuccess"}}}"#, false),
            (#"{"data": null, "errors": [{"message": "gone", "path": ["launchRun"]}]}"#, false),
            (#"{"data": {"launchRun": {"__typename": "UnauthorizedError", "message": "viewers may not"}}}"#, true),
        ])
    func `an error after the beginning is doubt, and only a missing permission is not`(
        answer: String, isLockedOut: Bool
    ) async throws {
        let server = FakeServer { _ in Response(.ok, text: answer) }
        let outcome = try await server.run { url async throws in try await Self.engine(url).start(.testing()) }
        switch outcome {
        case .ambiguous: #expect(!isLockedOut)
        case .unauthorized(let reason):
            #expect(isLockedOut)
            #expect(reason == "Dagster refuses: UnauthorizedError viewers may not")
        default: Issue.record("unexpected \(outcome)")
        }
    }

    @Test(
        arguments: [
            ("74_poll_long", .running("STARTED")),
            ("76_poll_terminated", .cancelled("CANCELED")),
            ("79_poll_fail", .failed("FAILURE: STEP_FAILURE")),
            ("71_poll_unknown", .missing),
        ] as [(String, RunState)])
    func `the state of a run is told in our words`(recording: String, expected: RunState) async throws {
        let (report, calls) = try await Self.with(recording) { try await $0.poll(EngineRun(id: "r\"}", url: nil)) }
        #expect(report.state == expected)
        #expect(calls.first?["variables"] == .object(["id": .string("r\"}")]))
    }

    @Test func `of two runs with the key the first is found`() async throws {
        let recorded = try await Self.with("72_runs_by_tag") { try await $0.find(key: "k", since: .distantPast) }
        #expect(recorded.value == nil)
        let (run, calls) = try await Self.with("25_runs_by_tag") { try await $0.find(key: "k", since: .distantPast) }
        #expect(run?.id == "622c811f-665b-4ef1-aa26-c08875599344")
        #expect(run?.isNew == false)
        let tag: [String: JSONValue] = ["key": .string("modelwatch/trigger"), "value": .string("k")]
        #expect(calls.first?["variables"]?["filter"]?["tags"] == .array([.object(tag)]))
    }

    @Test func `a run under way is asked to end`() async throws {
        let (answer, calls) = try await Self.with("74_poll_long", "75_terminate") {
            try await $0.cancel(EngineRun(id: "r", url: nil))
        }
        #expect(answer == .accepted)
        #expect(calls.last?["variables"]?["policy"] == .string("SAFE_TERMINATE"))
    }

    @Test func `a run that does not end is told, one that is over is not asked`() async throws {
        let run = EngineRun(id: "r", url: nil)
        let stuck = try await Self.with("74_poll_long", "77_terminate_again") { try await $0.cancel(run) }.value
        guard case .refused(let reason) = stuck else {
            Issue.record("expected a refusal, got \(stuck)")
            return
        }
        #expect(reason.contains("could not be terminated due to having status"))
        for recording in ["76_poll_terminated", "79_poll_fail", "71_poll_unknown"] {
            let (answer, calls) = try await Self.with(recording) { try await $0.cancel(run) }
            #expect(answer == .accepted)
            #expect(calls.count == 1)
        }
    }

    @Test func `a token goes out in Dagster's header`() async throws {
        let server = FakeServer { _ in try RecordedAnswer.of("dagster/73_launch_long") }
        try await server.run { url async throws in
            _ = try await Self.engine(url + "/prod", "token: t0ken").start(.testing())
        }
        #expect(server.calls[0].path == "/prod/graphql")
        #expect(
            server.calls[0].headers.contains {
                $0.name.canonicalName == "dagster-cloud-api-token" && $0.value == "t0ken"
            })
    }
}
