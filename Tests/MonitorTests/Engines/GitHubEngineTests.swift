import Foundation
import HTTPTypes
import Hummingbird
import Testing

@testable import Monitor

struct GitHubEngineTests {
    private static let key = "rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1"

    private static func engine(_ url: String, _ more: String = "") throws -> any RetrainingEngine {
        try EngineConfiguration(
            text: """
                github: {url: "\(url)", repository: acme/fraud-model, workflow: retrain.yml,
                  authorization: {credentials: t0ken}\(more)}
                """
        ).engine()
    }

    @Test func `a run is dispatched, found again, followed and over`() async throws {
        let github = FakeGitHub()
        let server = FakeServer(answer: github.answer)
        try await server.run { url async throws in
            let engine = try Self.engine(url, ", parameters: {note: '{{ labels.model }} drifts'}")
            guard case .started(let run) = try await engine.start(.testing()) else {
                Issue.record("expected a run")
                return
            }
            let page = "https://github.com/acme/fraud-model/actions/runs/101"
            #expect(run == EngineRun(id: "101", url: page))
            let found = try await engine.find(key: Self.key, since: Date(timeIntervalSince1970: 1_795_216_515))
            #expect(found == EngineRun(id: "101", url: page, isNew: false))
            #expect(try await engine.poll(run).state == .waiting("queued"))
            github.change { $0.status = "in_progress" }
            #expect(try await engine.poll(run).state == .running("in_progress"))
            github.change { ($0.status, $0.conclusion) = ("completed", "success") }
            #expect(try await engine.poll(run) == RunReport(state: .succeeded("success")))
        }
        let workflow = "/repos/acme/fraud-model/actions/workflows/retrain.yml"
        #expect(
            server.calls.map(\.line).prefix(3) == [
                "POST \(workflow)/dispatches",
                "GET \(workflow)/runs?event=workflow_dispatch&per_page=100&created=%3E%3D2026-11-20T23%3A15%3A15Z",
                "GET /repos/acme/fraud-model/actions/runs/101",
            ])
        let start = try #require(server.calls.first)
        #expect(
            start.text
                == #"{"inputs":{"model":"fraud","note":"fraud drifts","trigger":"\#(Self.key)"},"ref":"main","return_run_details":true}"#
        )
        for call in server.calls {
            #expect(call.headers[.authorization] == "Bearer t0ken")
            #expect(call.headers[.accept] == "application/vnd.github+json")
            #expect(call.header("X-GitHub-Api-Version") == "2022-11-28")
            #expect(call.headers[.userAgent] == "modelwatch")
        }
    }

    @Test func `a run is not taken for one whose key begins alike`() async throws {
        let github = FakeGitHub()
        github.add(title: "retrain \(Self.key)2")
        try await FakeServer(answer: github.answer).run { url async throws in
            #expect(try await Self.engine(url).find(key: Self.key, since: .distantPast) == nil)
            github.add(title: "[\(Self.key)] retrain")
            #expect(try await Self.engine(url).find(key: Self.key, since: .distantPast)?.id == "102")
        }
    }

    @Test func `on a server that does not tell the id the run has its key until it is listed`() async throws {
        let github = FakeGitHub(details: .refused)
        let server = FakeServer(answer: github.answer)
        try await server.run { url async throws in
            let engine = try Self.engine(url)
            guard case .started(let run) = try await engine.start(.testing()) else {
                Issue.record("expected a run")
                return
            }
            #expect(run == EngineRun(id: Self.key, url: nil))
            #expect(try await engine.poll(run) == RunReport(state: .missing))
            await #expect(throws: EngineError.self) { try await engine.cancel(run) }
            github.change { $0.isListed = true }
            let report = try await engine.poll(run)
            #expect(report.state == .waiting("queued"))
            #expect(report.run?.id == "101")
            #expect(try await engine.cancel(run) == .accepted)
            #expect(try await engine.poll(try #require(report.run)).state == .cancelled("cancelled"))
        }
        #expect(github.runs.count == 1)
        #expect(server.calls[1].text == #"{"inputs":{"model":"fraud","trigger":"\#(Self.key)"},"ref":"main"}"#)
    }

    @Test(
        arguments: [
            ("in_progress", nil, .accepted),
            ("completed", "failure", .accepted),
            (
                "requested", nil,
                .refused("GitHub answered 409: Cannot cancel a workflow run that has not been queued yet.")
            ),
        ] as [(String, String?, Cancelling)])
    func `a run is cancelled unless GitHub has not queued it`(
        status: String, conclusion: String?, expected: Cancelling
    ) async throws {
        let github = FakeGitHub()
        github.add(title: "retrain")
        github.change { ($0.status, $0.conclusion) = (status, conclusion) }
        try await FakeServer(answer: github.answer).run { url async throws in
            #expect(try await Self.engine(url).cancel(EngineRun(id: "101", url: nil)) == expected)
        }
    }

    @Test func `a run that GitHub does not know is missing`() async throws {
        try await FakeServer(answer: FakeGitHub().answer).run { url async throws in
            #expect(try await Self.engine(url).poll(EngineRun(id: "7", url: nil)).state == .missing)
            #expect(
                try await Self.engine(url).cancel(EngineRun(id: "7", url: nil))
                    == .refused("GitHub answered 404: Not Found"))
        }
    }

    @Test(
        arguments: [
            ("success", .succeeded("success")), ("neutral", .succeeded("neutral")), ("failure", .failed("failure")),
            ("timed_out", .failed("timed_out")), ("startup_failure", .failed("startup_failure")),
            ("skipped", .failed("skipped")), ("cancelled", .cancelled("cancelled")),
        ] as [(String, RunState)])
    func `a conclusion is told in our words`(conclusion: String, expected: RunState) async throws {
        let github = FakeGitHub()
        github.add(title: "retrain")
        github.change { ($0.status, $0.conclusion) = ("completed", conclusion) }
        try await FakeServer(answer: github.answer).run { url async throws in
            #expect(try await Self.engine(url).poll(EngineRun(id: "101", url: nil)).state == expected)
        }
    }

    @Test func `inputs that the workflow does not declare are refused`() async throws {
        try await FakeServer(answer: FakeGitHub().answer).run { url async throws in
            let outcome = try await Self.engine(url, ", alert_parameters: [trigger, value]").start(.testing())
            #expect(outcome == .refused(#"GitHub answered 422: Unexpected inputs provided: ["value"]"#))
        }
    }

    @Test(
        arguments: [
            (["x-ratelimit-remaining": "0", "x-ratelimit-reset": "0"], "API rate limit exceeded", .zero),
            (["retry-after": "30"], "You have exceeded a secondary rate limit", .seconds(30)),
            ([:], "You have exceeded a secondary rate limit", .seconds(60)),
            (["x-ratelimit-remaining": "12", "x-ratelimit-reset": "0"], "Resource not accessible by integration", nil),
        ] as [([String: String], String, Duration?)])
    func `too many calls are told from a token that may not`(
        headers: [String: String], message: String, pause: Duration?
    ) async throws {
        let server = FakeServer { _ in
            var response = try Response(.forbidden, json: ["message": message])
            for (name, value) in headers { response.headers[try #require(HTTPField.Name(name))] = value }
            return response
        }
        try await server.run { url async throws in
            let outcome = try await Self.engine(url).start(.testing())
            if let pause {
                #expect(outcome == .unavailable("GitHub answered 403: \(message)", retryAfter: pause))
            } else {
                #expect(outcome == .unauthorized("GitHub answered 403: \(message)"))
            }
        }
    }

    @Test func `inputs fit what GitHub takes at most`() async throws {
        let server = FakeServer(answer: FakeGitHub().answer)
        try await server.run { url async throws in
            _ = try await Self.engine(url).start(.testing(labels: ["model": String(repeating: "é", count: 9_000)]))
        }
        #expect(server.calls.first?.json?["inputs"]?["model"]?.string?.count == 2_500)
        #expect(GitHubConfiguration.inputLimit * WorkflowDispatch.valueLimit < 65_535)
    }

    @Test(
        arguments: [
            ("repository: fraud-model", "\"repository\" must be owner/name, found \"fraud-model\""),
            ("repository: a/b, alert_parameters: [model]", "\"alert_parameters\" must hold trigger"),
            ("repository: a/b, alert_parameters: [trigger, modell]", "\"alert_parameters\" holds \"modell\""),
            (
                "repository: a/b, parameters: {\((1...24).map { "p\($0): 1" }.joined(separator: ", "))}",
                "\"parameters\" are too many: a workflow takes 25 inputs at most"
            ),
        ])
    func `settings that cannot work are told`(settings: String, message: String) throws {
        let text = "github: {workflow: r.yml, authorization: {credentials: t}, \(settings)}"
        let error = #expect(throws: InvalidConfiguration.self) { try EngineConfiguration(text: text) }
        #expect("\(try #require(error))".contains(message), "\(String(describing: error))")
    }

    @Test func `a token is required`() throws {
        let error = #expect(throws: InvalidConfiguration.self) {
            try EngineConfiguration(text: "github: {workflow: r.yml, repository: a/b}")
        }
        #expect("\(try #require(error))".contains("authorization"))
    }
}
