import Foundation
import HTTPTypes
import Hummingbird
import Synchronization
import Testing
import Transfers

@testable import Monitor

struct AzureMLEngineTests {
    private static let key = "rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1"
    private static let workspace =
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w"

    private static func engine(_ url: String, _ settings: String = "authorization: {credentials: t0ken}") throws
        -> any RetrainingEngine
    {
        try EngineConfiguration(
            text: """
                azure_ml: {url: "\(url)", subscription: s, resource_group: g, workspace: w, component: "retrain:3",
                  timeout: 2s, \(settings)}
                """
        ).engine()
    }

    /// The part of Azure Machine Learning that runs jobs, as its documentation says that it behaves.
    private final class Stub: Sendable {
        private let states = Mutex<[String: String]>([:])

        func set(_ state: String?) {
            states.withLock { $0[key] = state }
        }

        func answer(_ call: FakeServer.Call) throws -> Response {
            guard call.path.hasPrefix(workspace + "/jobs/"), call.path.hasSuffix("?api-version=2025-09-01") else {
                return try Self.refusal(404, "ResourceNotFound")
            }
            let rest = call.path.dropFirst((workspace + "/jobs/").count).prefix { $0 != "?" }.split(separator: "/")
            let id = String(rest.first ?? "")
            if call.method == .put {
                let isNew = states.withLock { states in
                    if states[id] != nil { return false }
                    states[id] = "NotStarted"
                    return true
                }
                return isNew ? try tell(id, .created) : try Self.refusal(409, "Conflict")
            }
            guard let state = states.withLock({ $0[id] }) else { return try Self.refusal(404, "ResourceNotFound") }
            guard rest.last == "cancel" else { return try tell(id, .ok) }
            guard !["Completed", "Failed", "Canceled"].contains(state) else {
                return try Self.refusal(400, "UserError")
            }
            set("CancelRequested")
            return Response(status: .accepted)
        }

        private func tell(_ id: String, _ status: HTTPResponse.Status) throws -> Response {
            let studio: JSONValue = .object(["endpoint": .string("https://ml.azure.com/runs/\(id)")])
            let properties: JSONValue = .object([
                "status": .string(states.withLock { $0[id] ?? "" }),
                "services": .object(["Studio": studio, "Tracking": .null]),
            ])
            return try Response(status, json: ["properties": properties])
        }

        static func refusal(_ code: Int, _ word: String) throws -> Response {
            try Response(.init(code: code), json: ["error": ["code": word, "message": "\(word) it is"]])
        }
    }

    private static func withStub(
        _ settings: String = "authorization: {credentials: t0ken}",
        _ body: @escaping @Sendable (any RetrainingEngine, Stub) async throws -> Void
    ) async throws -> [FakeServer.Call] {
        let stub = Stub()
        let server = FakeServer { try stub.answer($0) }
        try await server.run { try await body(engine($0, settings), stub) }
        return server.calls
    }

    @Test func `the key is the job's id`() async throws {
        let settings = """
            compute: cpu, experiment: drift, parameters: {epochs: 20}, authorization: {credentials: t0ken}
            """
        let page = "https://ml.azure.com/runs/\(Self.key)"
        let calls = try await Self.withStub(settings) { engine, _ async throws in
            let request = try RetrainingRequest.testing()
            #expect(await engine.start(request) == .started(EngineRun(id: Self.key, url: page)))
            #expect(await engine.start(request) == .started(EngineRun(id: Self.key, url: page, isNew: false)))
        }
        let body = #"""
            {"properties":{"componentId":"\#(Self.workspace)/components/retrain/versions/3","computeId":"\#(Self.workspace)/computes/cpu","displayName":"rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1","experimentName":"drift","inputs":{"epochs":{"jobInputType":"literal","value":"20"},"model":{"jobInputType":"literal","value":"fraud"},"trigger":{"jobInputType":"literal","value":"rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1"}},"jobType":"Pipeline","settings":{"default_compute":"\#(Self.workspace)/computes/cpu"},"tags":{"alert":"","fingerprint":"15b3fe9564dd655c","model":"fraud","policy":"p","trigger":"rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1"}}}
            """#
        #expect(String(decoding: calls[0].body, as: UTF8.self) == body)
        let path = "\(Self.workspace)/jobs/\(Self.key)?api-version=2025-09-01"
        #expect(calls.map { "\($0.method) \($0.path)" } == ["PUT \(path)", "PUT \(path)", "GET \(path)"])
        #expect(calls.allSatisfy { $0.headers[.authorization] == "Bearer t0ken" })
    }

    @Test func `a run is followed and cancelled`() async throws {
        _ = try await Self.withStub { engine, stub async throws in
            let run = EngineRun(id: Self.key, url: nil)
            #expect(try await engine.poll(run).state == .missing)
            #expect(try await engine.cancel(run) == .accepted)
            _ = try await engine.start(.testing())
            for word in ["Starting", "Provisioning", "Preparing", "Queued"] {
                stub.set(word)
                #expect(try await engine.poll(run).state == .waiting(word))
            }
            for word in ["Running", "Finalizing", "NotResponding"] {
                stub.set(word)
                #expect(try await engine.poll(run).state == .running(word))
            }
            #expect(try await engine.cancel(run) == .accepted)
            #expect(try await engine.poll(run).state == .running("CancelRequested"))
            stub.set("Canceled")
            #expect(try await engine.poll(run).state == .cancelled("Canceled"))
            #expect(try await engine.cancel(run) == .accepted)
            stub.set("Failed")
            #expect(try await engine.poll(run).state == .failed("Failed"))
            stub.set("Completed")
            #expect(try await engine.poll(run).state == .succeeded("Completed"))
            #expect(try await engine.find(key: Self.key, since: .now)?.isNew == false)
        }
    }

    @Test func `an application logs in with its secret`() async throws {
        let stub = Stub()
        let server = FakeServer { call in
            call.path == "/tenant/oauth2/v2.0/token"
                ? Response(.ok, text: #"{"access_token":"from-azure","expires_in":3599}"#) : try stub.answer(call)
        }
        try await server.run { url async throws in
            let settings = """
                client_credentials: {url: "\(url)", tenant: tenant, client_id: app, client_secret: s3cret}
                """
            _ = try await Self.engine(url, settings).start(.testing())
            let scope = EngineClient.segment("\(url)/.default")
            #expect(
                String(decoding: server.calls[0].body, as: UTF8.self)
                    == "grant_type=client_credentials&scope=\(scope)&client_id=app&client_secret=s3cret")
        }
        #expect(server.calls.last?.headers[.authorization] == "Bearer from-azure")
    }

    @Test(
        arguments: [
            ("component: retrain, authorization: {credentials: t0ken}", "must be name:version or a resource id"),
            ("component: \"a:1\"", "or \"authorization\" must be given"),
        ])
    func `a mistake is told with its key`(settings: String, message: String) throws {
        let text = "azure_ml: {subscription: s, resource_group: g, workspace: w, \(settings)}"
        let error = try #require(throws: InvalidConfiguration.self) { try EngineConfiguration(text: text) }
        #expect("\(error)".contains(message))
    }
}
