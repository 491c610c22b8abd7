import Foundation
import Hummingbird
import Testing

@testable import Monitor

struct GitLabEngineTests {
    private static let key = "rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1"

    private static func engine(
        _ url: String, token: String = FakeGitLab.apiToken, _ more: String = ""
    ) throws -> any RetrainingEngine {
        try EngineConfiguration(
            text: "gitlab: {url: \"\(url)\", project: ml/fraud, authorization: {credentials: \(token)}\(more)}"
        ).engine()
    }

    /// Starts, finds, follows and ends a pipeline; tells the calls that were made.
    private static func life(_ more: String, token: String = FakeGitLab.apiToken) async throws -> [FakeServer.Call] {
        let gitlab = FakeGitLab()
        let server = FakeServer(answer: gitlab.answer)
        try await server.run { url async throws in
            let engine = try engine(url, token: token, more)
            guard case .started(let run) = try await engine.start(.testing()) else {
                Issue.record("expected a run")
                return
            }
            let page = "https://gitlab.example.org/ml/fraud/-/pipelines/501"
            #expect(run == EngineRun(id: "501", url: page))
            let found = try await engine.find(key: key, since: Date(timeIntervalSince1970: 1_795_216_515))
            #expect(found == EngineRun(id: "501", url: page, isNew: false))
            #expect(try await engine.find(key: String(key.dropLast()), since: .distantPast) == nil)
            #expect(try await engine.poll(run).state == .waiting("created"))
            gitlab.change("running")
            #expect(try await engine.poll(run).state == .running("running"))
            gitlab.change("success")
            #expect(try await engine.poll(run) == RunReport(state: .succeeded("success")))
        }
        #expect(gitlab.pipelines.count == 1)
        return server.calls
    }

    @Test func `with an API token a pipeline is started, found again, followed and over`() async throws {
        let calls = try await Self.life(", parameters: {EPOCHS: 3}")
        #expect(
            calls.map(\.line).prefix(2) == [
                "POST /api/v4/projects/ml%2Ffraud/pipeline",
                "GET /api/v4/projects/ml%2Ffraud/pipelines?source=api&ref=main&updated_after=2026-11-20T23%3A15%3A15Z"
                    + "&order_by=id&sort=desc&per_page=100",
            ])
        #expect(calls.last?.line == "GET /api/v4/projects/ml%2Ffraud/pipelines/501")
        let start = try #require(calls.first)
        #expect(start.json?["ref"] == .string("main"))
        let variables = (start.json?["variables"]?.array ?? []).map { ($0["key"]?.string, $0["value"]?.string) }
        #expect(variables.map(\.0) == variables.map(\.0).sorted { $0 ?? "" < $1 ?? "" })
        #expect(variables.contains { $0 == ("EPOCHS", "3") })
        #expect(variables.contains { $0 == ("MODELWATCH_MODEL", "fraud") })
        #expect(variables.contains { $0 == ("MODELWATCH_TRIGGER", Self.key) })
        #expect(variables.count == 12)
        for call in calls { #expect(call.header("authorization") == "Bearer glpat-all") }
    }

    @Test func `with a trigger token a token that may only read is enough for the rest`() async throws {
        let calls = try await Self.life(", trigger_token: glptt-start", token: FakeGitLab.readToken)
        let start = try #require(calls.first)
        #expect(start.line == "POST /api/v4/projects/ml%2Ffraud/trigger/pipeline")
        #expect(start.header("authorization") == "")
        #expect(start.json?["token"] == .string("glptt-start"))
        #expect(start.json?["variables"]?["MODELWATCH_TRIGGER"] == .string(Self.key))
        #expect(calls[1].query["source"] == "trigger")
    }

    @Test func `variables of the pipeline do not get into values`() async throws {
        let server = FakeServer(answer: FakeGitLab().answer)
        try await server.run { url async throws in
            let engine = try Self.engine(url, ", trigger_token: glptt-start, parameters: {NOTE: '{{ labels.model }}'}")
            _ = try await engine.start(.testing(labels: ["model": "$CI_JOB_TOKEN and ${X} $$"]))
        }
        let variables = try #require(server.calls.first?.json?["variables"])
        #expect(variables["MODELWATCH_MODEL"] == .string("$$CI_JOB_TOKEN and $${X} $$$$"))
        #expect(variables["NOTE"] == .string("$$CI_JOB_TOKEN and $${X} $$$$"))
    }

    @Test(
        arguments: [
            ("created", .waiting("created")), ("waiting_for_resource", .waiting("waiting_for_resource")),
            ("manual", .waiting("manual")), ("canceling", .running("canceling")), ("success", .succeeded("success")),
            ("failed", .failed("failed")), ("skipped", .failed("skipped")), ("canceled", .cancelled("canceled")),
        ] as [(String, RunState)])
    func `a status is told in our words`(status: String, expected: RunState) async throws {
        let gitlab = FakeGitLab()
        _ = gitlab.add(name: "retrain")
        gitlab.change(status)
        try await FakeServer(answer: gitlab.answer).run { url async throws in
            #expect(try await Self.engine(url).poll(EngineRun(id: "501", url: nil)).state == expected)
            #expect(try await Self.engine(url).poll(EngineRun(id: "7", url: nil)).state == .missing)
        }
    }

    @Test func `what is wrong with the pipeline itself is told`() async throws {
        let server = FakeServer { _ in
            Response(.ok, text: #"{"id": 1, "status": "failed", "yaml_errors": "jobs config should contain a job"}"#)
        }
        try await server.run { url async throws in
            let state = try await Self.engine(url).poll(EngineRun(id: "1", url: nil)).state
            #expect(state == .failed("failed: jobs config should contain a job"))
        }
    }

    @Test func `a pipeline is cancelled by a token that may, and was over before`() async throws {
        let gitlab = FakeGitLab()
        let run = EngineRun(id: "\(gitlab.add(name: "retrain").id)", url: nil)
        let server = FakeServer(answer: gitlab.answer)
        try await server.run { url async throws in
            let reader = try Self.engine(url, token: FakeGitLab.readToken)
            #expect(try await reader.cancel(run) == .refused("GitLab answered 403: insufficient_scope"))
            #expect(try await Self.engine(url).cancel(run) == .accepted)
            #expect(try await Self.engine(url).poll(run).state == .cancelled("canceled"))
            #expect(try await reader.cancel(run) == .accepted)
        }
        #expect(server.calls.contains { $0.line == "POST /api/v4/projects/ml%2Ffraud/pipelines/501/cancel" })
    }

    @Test(
        arguments: [
            ("ref: gone", .refused("GitLab answered 400: Reference not found")),
            ("trigger_token: wrong", .refused("GitLab answered 404: 404 Not Found")),
        ] as [(String, StartOutcome)])
    func `a start that GitLab refuses is refused`(settings: String, expected: StartOutcome) async throws {
        try await FakeServer(answer: FakeGitLab().answer).run { url async throws in
            #expect(try await Self.engine(url, ", \(settings)").start(.testing()) == expected)
        }
    }

    @Test func `a token that GitLab does not know locks out`() async throws {
        try await FakeServer(answer: FakeGitLab().answer).run { url async throws in
            let outcome = try await Self.engine(url, token: "wrong").start(.testing())
            #expect(outcome == .unauthorized("GitLab answered 401: 401 Unauthorized"))
        }
    }

    @Test(
        arguments: [
            (#"{"message": {"base": ["Reference not found"]}}"#, "Reference not found"),
            (
                #"{"message": {"variables": ["are too many"], "ref": ["is missing"]}}"#,
                "ref is missing; variables are too many"
            ),
            (#"{"message": "404 Project Not Found"}"#, "404 Project Not Found"),
            (#"{"error": "ref is missing"}"#, "ref is missing"), ("<html>", ""),
        ])
    func `GitLab's ways to tell an error are read`(body: String, text: String) {
        #expect(GitLabDetail.text(Data(body.utf8)) == text)
    }

    @Test(
        arguments: [
            ("url: 'http://x', project: '1'", "authorization"),
            (
                "url: 'http://x', project: '1', authorization: {credentials: a}, parameters: {a-b: 1}",
                "\"parameters\" holds \"a-b\""
            ),
            ("project: '1', authorization: {credentials: a}", "\"url\""),
        ])
    func `settings that cannot work are told`(settings: String, message: String) throws {
        let error = #expect(throws: InvalidConfiguration.self) {
            try EngineConfiguration(text: "gitlab: {\(settings)}")
        }
        #expect("\(try #require(error))".contains(message), "\(String(describing: error))")
    }
}
