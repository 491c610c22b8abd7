import Foundation
import HTTPTypes
import Hummingbird
import Testing

@testable import Monitor

struct AirflowEngineTests {
    private static let key = "rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1"

    private static func engine(_ url: String, _ more: String) throws -> any RetrainingEngine {
        try EngineConfiguration(text: "airflow: {url: '\(url)', dag: retrain, timeout: 2s, \(more)}").engine()
    }

    /// What a call with a method gets whose path ends so; the first that fits.
    private typealias Script = [(method: String, path: String, recording: String)]

    private static func server(_ script: Script) -> FakeServer {
        FakeServer { call in
            let step = script.first { $0.method == call.method.rawValue && call.path.hasSuffix($0.path) }
            guard let step else { return Response(status: .notFound) }
            return try RecordedAnswer.of(step.recording)
        }
    }

    private static func start(
        _ script: Script, _ more: String = "version: '3'"
    ) async throws -> (outcome: StartOutcome, calls: [FakeServer.Call]) {
        let server = server(script)
        let outcome = try await server.run { url async throws in try await engine(url, more).start(.testing()) }
        return (outcome, server.calls)
    }

    private static func body(_ call: FakeServer.Call?) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: try #require(call).body)
    }

    @Test func `version 3 gets a null date, version 2 none`() async throws {
        let three = try await Self.start(
            [("POST", "/api/v2/dags/retrain/dagRuns", "airflow3/04_trigger_200")],
            "version: '3', parameters: {epochs: 20, team: '{{ labels.team }}'}")
        let body = try Self.body(three.calls.first)
        #expect(body["logical_date"] == .null)
        #expect(body["dag_run_id"] == .string(Self.key))
        #expect(body["conf"]?["model"] == .string("fraud"))
        #expect(body["conf"]?["value"] == .string("0.31"))
        #expect(body["conf"]?["epochs"] == .integer(20))
        #expect(body["conf"]?["team"] == .string(""))
        let two = try await Self.start(
            [("POST", "/api/v1/dags/retrain/dagRuns", "airflow2/04_trigger")], "version: '2'")
        let older = try Self.body(two.calls.first)
        #expect(older["logical_date"] == nil)
        #expect(older["dag_run_id"] == .string(Self.key))
    }

    @Test func `the page of a run is that of its version`() async throws {
        for (version, path, page) in [
            ("3", "airflow3/04_trigger_200", "/runs/"), ("2", "airflow2/04_trigger", "/grid?"),
        ] {
            let outcome = try await Self.start([("POST", "/dagRuns", path)], "version: '\(version)'").outcome
            guard case .started(let run) = outcome else {
                Issue.record("expected a run, got \(outcome)")
                continue
            }
            #expect(run.isNew)
            #expect(run.url?.contains("/dags/retrain\(page)") == true)
        }
    }

    @Test func `the version is asked for once`() async throws {
        for (answer, path) in [(HTTPResponse.Status.ok, "/api/v2/"), (.notFound, "/api/v1/")] {
            let server = FakeServer { call in
                if call.path == "/api/v2/version" { return Response(status: answer) }
                return try RecordedAnswer.of("airflow3/18_poll")
            }
            try await server.run { url async throws in
                let engine = try Self.engine(url, "authorization: {credentials: t}")
                for _ in 0..<3 { _ = try await engine.poll(EngineRun(id: "r", url: nil)) }
            }
            #expect(server.calls.count { $0.path == "/api/v2/version" } == 1)
            #expect(server.calls.count { $0.path == path + "dags/retrain/dagRuns/r" } == 3)
        }
    }

    @Test(arguments: ["3", "2"])
    func `a run that is there already is adopted`(version: String) async throws {
        let conflict = version == "3" ? "airflow3/05_trigger_dup_409" : "airflow2/05_dup"
        let running = version == "3" ? "airflow3/16_poll" : "airflow2/18_poll"
        let (outcome, calls) = try await Self.start(
            [("POST", "/dagRuns", conflict), ("GET", "/dagRuns/\(Self.key)", running)], "version: '\(version)'")
        guard case .started(let run) = outcome else {
            Issue.record("expected a run, got \(outcome)")
            return
        }
        #expect(!run.isNew)
        #expect(calls.map(\.method) == [.post, .get])
    }

    @Test(
        arguments: [
            ("3", "airflow3/05_trigger_dup_409"), ("3", "airflow3/13_trigger_same_logical_date_other_id"),
            ("2", "airflow2/08_ld2_same_date"),
        ])
    func `a conflict without a run is doubt`(version: String, recording: String) async throws {
        let outcome = try await Self.start([("POST", "/dagRuns", recording)], "version: '\(version)'").outcome
        #expect(outcome == .ambiguous("Airflow answered 409 and does not list the run"))
    }

    @Test(
        arguments: [
            ("3", "airflow3/06_trigger_missing_logical_date", "Airflow answered 422: Field required"),
            ("3", "airflow3/07_trigger_bad_conf_type", "Airflow answered 400: Invalid input for param seconds"),
            ("3", "airflow3/10_trigger_unknown_dag", "Airflow answered 404: Dag with dag_id: 'nope' not found"),
            ("3", "airflow3/09_trigger_bad_id", "Airflow answered 400: The run_id provided 'a b/c?d' does not match"),
            ("3", "airflow3/11_trigger_extra_field", "Airflow answered 422: Extra inputs are not permitted"),
            ("3", "airflow3/14_trigger_bad_json", "Airflow answered 422: JSON decode error"),
            ("2", "airflow2/12_extra", "Airflow answered 400: {'bogus': ['Unknown field.']}"),
            ("2", "airflow2/09_null_ld", "Airflow answered 400: {'logical_date': ['Field may not be null.']}"),
            ("2", "airflow2/10_badtype", "Airflow answered 400: Invalid input for param seconds"),
            ("2", "airflow2/11_unknown_dag", "Airflow answered 404: DAG with dag_id: 'nope' not found"),
        ])
    func `what would be refused again is refused`(version: String, recording: String, reason: String) async throws {
        let outcome = try await Self.start([("POST", "/dagRuns", recording)], "version: '\(version)'").outcome
        guard case .refused(let text) = outcome else {
            Issue.record("expected a refusal, got \(outcome)")
            return
        }
        #expect(text.hasPrefix(reason))
    }

    @Test(arguments: [("3", "airflow3/par_500"), ("2", "airflow2/13_badid")])
    func `an error of the server may come after the run was made`(version: String, recording: String) async throws {
        let outcome = try await Self.start([("POST", "/dagRuns", recording)], "version: '\(version)'").outcome
        guard case .ambiguous(let reason) = outcome else {
            Issue.record("expected doubt, got \(outcome)")
            return
        }
        #expect(reason.hasPrefix("Airflow answered 500"))
    }

    @Test(
        arguments: [
            ("airflow3/15_poll", "airflow3/02_dag", .waiting("queued")),
            ("airflow3/15_poll", "airflow3/32_pause", .waiting("queued: the DAG is paused")),
            ("airflow3/16_poll", "", .running("running")),
            ("airflow3/18_poll", "", .succeeded("success")),
            ("airflow3/23_poll_f1", "", .failed("failed")),
            ("airflow3/19_run_unknown", "", .missing),
            ("airflow2/17_poll", "airflow3/32_pause", .waiting("queued: the DAG is paused")),
            ("airflow2/21_poll", "", .succeeded("success")),
            ("airflow2/24_unknown_run", "", .missing),
        ] as [(String, String, RunState)])
    func `the state of a run is told in our words`(run: String, dag: String, expected: RunState) async throws {
        let server = Self.server([("GET", "/dagRuns/a%2Fb", run), ("GET", "/dags/retrain", dag)])
        let version = run.hasPrefix("airflow3") ? "3" : "2"
        try await server.run { url async throws in
            let engine = try Self.engine(url, "version: '\(version)'")
            #expect(try await engine.poll(EngineRun(id: "a/b", url: nil)).state == expected)
        }
    }

    @Test func `a run whose DAG is gone is not known to wait`() async throws {
        let server = Self.server([
            ("GET", "/dagRuns/r", "airflow3/15_poll"), ("GET", "/dags/retrain", "airflow3/03_dag_unknown"),
        ])
        try await server.run { url async throws in
            let engine = try Self.engine(url, "version: '3'")
            await #expect(throws: EngineError.self) { try await engine.poll(EngineRun(id: "r", url: nil)) }
        }
    }

    @Test func `a run that we ended is cancelled and not failed`() async throws {
        let failed = try RecordedAnswer.of("airflow3/27_cancel_running")
        #expect(failed.status == .ok)
        let noted = #"{"dag_run_id": "r", "state": "failed", "note": "cancelled by modelwatch"}"#
        let server = FakeServer { _ in Response(.ok, text: noted) }
        try await server.run { url async throws in
            let report = try await Self.engine(url, "version: '3'").poll(EngineRun(id: "r", url: nil))
            #expect(report.state == .cancelled("cancelled by modelwatch"))
        }
    }

    @Test(arguments: ["3", "2"])
    func `a run under way is ended with a note`(version: String) async throws {
        let server = Self.server([
            ("GET", "/dagRuns/r", version == "3" ? "airflow3/16_poll" : "airflow2/18_poll"),
            ("PATCH", "/dagRuns/r/setNote", "airflow2/23_cancel"),
            ("PATCH", "/dagRuns/r", version == "3" ? "airflow3/27_cancel_running" : "airflow2/23_cancel"),
        ])
        try await server.run { url async throws in
            let run = EngineRun(id: "r", url: nil)
            #expect(try await Self.engine(url, "version: '\(version)'").cancel(run) == .accepted)
        }
        let changes = try server.calls.filter { $0.method == .patch }.map(Self.body)
        let note = JSONValue.string("cancelled by modelwatch")
        #expect(
            changes
                == (version == "3"
                    ? [.object(["state": .string("failed"), "note": note])]
                    : [.object(["note": note]), .object(["state": .string("failed")])]))
    }

    @Test(arguments: ["airflow3/18_poll", "airflow3/23_poll_f1", "airflow3/19_run_unknown"])
    func `a run that is over stays as it is`(recording: String) async throws {
        let server = Self.server([("GET", "/dagRuns/r", recording)])
        try await server.run { url async throws in
            let run = EngineRun(id: "r", url: nil)
            #expect(try await Self.engine(url, "version: '3'").cancel(run) == .accepted)
        }
        #expect(server.calls.map(\.method) == [.get])
    }

    @Test func `a run is found by its key`() async throws {
        let server = Self.server([("GET", "/dagRuns/\(Self.key)", "airflow3/16_poll")])
        try await server.run { url async throws in
            let engine = try Self.engine(url, "version: '3'")
            #expect(try await engine.find(key: Self.key, since: .distantPast)?.isNew == false)
            #expect(try await engine.find(key: "rt-other-a1", since: .distantPast) == nil)
        }
    }
}
