import Foundation
import Hummingbird
import Testing

@testable import Monitor

struct JenkinsEngineTests {
    private static let key = "rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1"

    private static func engine(_ url: String, _ more: String = "") throws -> any RetrainingEngine {
        try EngineConfiguration(
            text: """
                jenkins: {url: "\(url)/ci", job: ml/retrain, basic_auth: {username: bot, password: t0ken}\(more)}
                """
        ).engine()
    }

    @Test func `a run waits, becomes a build and is over`() async throws {
        let jenkins = FakeJenkins()
        let server = FakeServer(answer: jenkins.answer)
        try await server.run { url async throws in
            let engine = try Self.engine(url, ", parameters: {EPOCHS: 3}")
            guard case .started(let run) = try await engine.start(.testing(labels: ["model": "a&b=c d\n"])) else {
                Issue.record("expected a run")
                return
            }
            #expect(run == EngineRun(id: "queue/3901", url: "\(url)/ci/queue/item/3901/"))
            #expect(try await engine.find(key: Self.key, since: .distantPast)?.id == "queue/3901")
            #expect(try await engine.poll(run) == RunReport(state: .waiting("queued: In the quiet period")))
            jenkins.change { $0.build = 45 }
            let build = EngineRun(id: "build/45", url: "\(url)/ci/job/ml/job/retrain/45/", isNew: false)
            #expect(try await engine.poll(run) == RunReport(state: .running("building"), run: build))
            jenkins.change { $0.isGone = true }
            #expect(try await engine.poll(run).run == build)
            #expect(try await engine.find(key: Self.key, since: .distantPast) == build)
            jenkins.change { $0.result = "UNSTABLE" }
            #expect(try await engine.poll(build).state == .running("building"))
            jenkins.change { ($0.isBuilding, $0.result) = (false, "SUCCESS") }
            #expect(try await engine.poll(build) == RunReport(state: .succeeded("SUCCESS")))
        }
        #expect(
            server.calls.map(\.line).prefix(4) == [
                "GET /ci/job/ml/job/retrain/api/json?tree=property%5BparameterDefinitions%5Bname%5D%5D",
                "POST /ci/job/ml/job/retrain/buildWithParameters",
                "GET /ci/queue/api/json?tree=items%5Bid%2Cactions%5Bparameters%5Bname%2Cvalue%5D%5D%5D",
                "GET /ci/queue/item/3901/api/json?tree=cancelled%2Cwhy%2Cexecutable%5Bnumber%5D",
            ])
        #expect(
            server.calls[1].text
                == "EPOCHS=3&MODELWATCH_MODEL=a%26b%3Dc%20d%0A&MODELWATCH_TRIGGER=\(Self.key)&delay=0sec")
        #expect(server.calls[1].header("content-type") == "application/x-www-form-urlencoded")
        for call in server.calls {
            #expect(call.header("authorization") == "Basic \(Data("bot:t0ken".utf8).base64EncodedString())")
        }
        #expect(jenkins.items.count == 1)
    }

    @Test func `what waits is taken out of the queue, what is built is stopped`() async throws {
        let jenkins = FakeJenkins()
        let server = FakeServer(answer: jenkins.answer)
        try await server.run { url async throws in
            let engine = try Self.engine(url)
            let waiting = EngineRun(id: "queue/\(jenkins.add([:]))", url: nil)
            #expect(try await engine.cancel(waiting) == .accepted)
            #expect(try await engine.poll(waiting).state == .cancelled("taken out of the queue"))
            #expect(try await engine.cancel(waiting) == .accepted)
            let begun = EngineRun(id: "queue/\(jenkins.add([:]))", url: nil)
            jenkins.change { $0.build = 46 }
            #expect(try await engine.cancel(begun) == .accepted)
            #expect(try await engine.poll(EngineRun(id: "build/46", url: nil)).state == .cancelled("ABORTED"))
            #expect(try await engine.cancel(EngineRun(id: "queue/7", url: nil)) == .refused("Jenkins answered 404"))
            #expect(try await engine.cancel(EngineRun(id: "7", url: nil)) == .refused("7 is no run of Jenkins"))
        }
        let posts = server.calls.filter { $0.method == .post }.map(\.line)
        #expect(
            posts == [
                "POST /ci/queue/cancelItem?id=3901", "POST /ci/queue/cancelItem?id=3901",
                "POST /ci/job/ml/job/retrain/46/stop", "POST /ci/queue/cancelItem?id=7",
            ])
    }

    @Test func `what nobody knows is missing`() async throws {
        try await FakeServer(answer: FakeJenkins().answer).run { url async throws in
            for id in ["queue/1", "build/1", "1", "queue/x", ""] {
                #expect(try await Self.engine(url).poll(EngineRun(id: id, url: nil)).state == .missing, "\(id)")
            }
            #expect(try await Self.engine(url).find(key: Self.key, since: .distantPast) == nil)
        }
    }

    @Test(
        arguments: [
            (["MODELWATCH_MODEL"], "", "the job ml/retrain declares no parameter MODELWATCH_TRIGGER"),
            (["MODELWATCH_TRIGGER"], ", parameters: {EPOCHS: 3}", "the job ml/retrain declares no parameter EPOCHS"),
        ])
    func `a job that would drop a parameter is not built`(
        declared: [String], settings: String, reason: String
    ) async throws {
        let server = FakeServer(answer: FakeJenkins(declared: declared).answer)
        try await server.run { url async throws in
            #expect(try await Self.engine(url, settings).start(.testing()) == .refused(reason))
        }
        #expect(server.calls.count == 1)
    }

    @Test(
        arguments: [
            ("http://jenkins.internal/ci/queue/item/39/", .queued(39)), ("/queue/item/7", .queued(7)),
            ("http://jenkins.internal/job/retrain/", nil), ("/queue/item/7/../../script", nil), (nil, nil),
        ] as [(String?, JenkinsRun?)])
    func `the place in the queue is read, whatever host Jenkins tells`(location: String?, run: JenkinsRun?) {
        #expect(JenkinsRun(location: location) == run)
    }

    @Test func `an acceptance without a place in the queue is doubtful`() async throws {
        let jenkins = FakeJenkins()
        let server = FakeServer { call in
            call.method == .post ? Response(status: .created) : try jenkins.answer(call)
        }
        try await server.run { url async throws in
            let outcome = try await Self.engine(url).start(.testing())
            #expect(outcome == .ambiguous("Jenkins's answer could not be read"))
        }
    }

    @Test(
        arguments: [
            ("SUCCESS", .succeeded("SUCCESS")), ("UNSTABLE", .failed("UNSTABLE")), ("FAILURE", .failed("FAILURE")),
            ("NOT_BUILT", .failed("NOT_BUILT")), ("ABORTED", .cancelled("ABORTED")),
        ] as [(String, RunState)])
    func `a result is told in our words`(result: String, expected: RunState) async throws {
        let jenkins = FakeJenkins()
        _ = jenkins.add([:])
        jenkins.change { ($0.build, $0.isBuilding, $0.result) = (45, false, result) }
        try await FakeServer(answer: jenkins.answer).run { url async throws in
            #expect(try await Self.engine(url).poll(EngineRun(id: "build/45", url: nil)).state == expected)
        }
    }

    @Test(arguments: ["", "/retrain", "ml//retrain", "ml/"])
    func `a job without a name is told`(job: String) throws {
        let error = #expect(throws: InvalidConfiguration.self) {
            try EngineConfiguration(text: "jenkins: {url: 'http://x', job: '\(job)'}")
        }
        #expect("\(try #require(error))".contains("\"job\" must be the name of a job or folder/job"))
    }
}
