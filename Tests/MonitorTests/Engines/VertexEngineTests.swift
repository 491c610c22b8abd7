import CryptoExtras
import Foundation
import HTTPTypes
import Hummingbird
import Synchronization
import Testing
import Transfers

@testable import Monitor

struct VertexEngineTests {
    private static let key = "rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1"
    private static let jobs = "/v1/projects/p/locations/europe-west1/pipelineJobs"

    private static func engine(_ url: String, _ settings: String = "authorization: {credentials: t0ken}") throws
        -> any RetrainingEngine
    {
        try EngineConfiguration(
            text: """
                vertex: {url: "\(url)", project: p, location: europe-west1, timeout: 2s,
                  template: "https://europe-west1-kfp.pkg.dev/p/r/t/v1", \(settings)}
                """
        ).engine()
    }

    /// The part of Vertex AI that runs pipelines, as its documentation says that it behaves.
    private final class Stub: Sendable {
        private let states = Mutex<[String: String]>([:])

        func set(_ state: String) {
            states.withLock { $0[key] = "PIPELINE_STATE_" + state }
        }

        func answer(_ call: FakeServer.Call) throws -> Response {
            let id = call.path.split(separator: "/").last.map { String($0).replacing(":cancel", with: "") } ?? ""
            if call.method == .post, call.path.hasPrefix(jobs + "?pipelineJobId=") {
                let id = String(call.path.dropFirst(jobs.count + "?pipelineJobId=".count))
                let isNew = states.withLock { states in
                    if states[id] != nil { return false }
                    states[id] = "PIPELINE_STATE_PENDING"
                    return true
                }
                return isNew ? try tell(id) : try Self.refusal(409, "ALREADY_EXISTS")
            }
            guard let state = states.withLock({ $0[id] }) else { return try Self.refusal(404, "NOT_FOUND") }
            guard call.path.hasSuffix(":cancel") else { return try tell(id) }
            guard ["PENDING", "RUNNING"].contains(where: state.hasSuffix) else {
                return try Self.refusal(400, "FAILED_PRECONDITION")
            }
            set("CANCELLING")
            return Response(.ok, text: "{}")
        }

        private func tell(_ id: String) throws -> Response {
            try Response(.ok, json: ["name": "projects/1/x/\(id)", "state": states.withLock { $0[id] }])
        }

        static func refusal(_ code: Int, _ status: String) throws -> Response {
            let error: [String: JSONValue] = [
                "code": .integer(code), "status": .string(status), "message": .string("\(status) it is"),
            ]
            return try Response(.init(code: code), json: ["error": error])
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

    @Test func `the key is the job's id, and the configuration's types are kept`() async throws {
        let settings = """
            parameters: {epochs: 20, rate: 0.5, fast: true, why: '{{ labels.feature }}'}, output: "gs://b/out",
            service_account: sa@p.iam.gserviceaccount.com, authorization: {credentials: t0ken}
            """
        let calls = try await Self.withStub(settings) { engine, _ async throws in
            let request = try RetrainingRequest.testing(labels: ["model": "Fraud EU", "feature": "7"])
            guard case .started(let run) = await engine.start(request) else {
                Issue.record("expected a run")
                return
            }
            #expect(run.id == Self.key && run.isNew)
            #expect(run.url?.hasSuffix("/locations/europe-west1/runs/\(Self.key)?project=p") == true)
            guard case .started(let again) = await engine.start(request) else {
                Issue.record("expected the same run")
                return
            }
            #expect(again.id == Self.key && !again.isNew)
        }
        let body = #"""
            {"displayName":"rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1","labels":{"modelwatch-model":"fraud_eu","modelwatch-policy":"p"},"runtimeConfig":{"gcsOutputDirectory":"gs://b/out","parameterValues":{"epochs":20,"fast":true,"model":"Fraud EU","rate":0.5,"trigger":"rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1","why":"7"}},"serviceAccount":"sa@p.iam.gserviceaccount.com","templateUri":"https://europe-west1-kfp.pkg.dev/p/r/t/v1"}
            """#
        #expect(String(decoding: calls[0].body, as: UTF8.self) == body)
        #expect(
            calls.map { "\($0.method) \($0.path)" } == [
                "POST \(Self.jobs)?pipelineJobId=\(Self.key)", "POST \(Self.jobs)?pipelineJobId=\(Self.key)",
                "GET \(Self.jobs)/\(Self.key)",
            ])
        #expect(calls.allSatisfy { $0.headers[.authorization] == "Bearer t0ken" })
    }

    @Test func `a run is followed and cancelled`() async throws {
        _ = try await Self.withStub { engine, stub async throws in
            let run = EngineRun(id: Self.key, url: nil)
            #expect(try await engine.poll(run).state == .missing)
            #expect(try await engine.cancel(run) == .accepted)
            #expect(try await engine.find(key: Self.key, since: .now) == nil)
            _ = try await engine.start(.testing())
            #expect(try await engine.find(key: Self.key, since: .now)?.isNew == false)
            for word in ["QUEUED", "PENDING"] {
                stub.set(word)
                #expect(try await engine.poll(run).state == .waiting(word))
            }
            stub.set("RUNNING")
            #expect(try await engine.poll(run).state == .running("RUNNING"))
            #expect(try await engine.cancel(run) == .accepted)
            #expect(try await engine.poll(run).state == .running("CANCELLING"))
            stub.set("CANCELLED")
            #expect(try await engine.poll(run).state == .cancelled("CANCELLED"))
            #expect(try await engine.cancel(run) == .accepted)
            stub.set("FAILED")
            #expect(try await engine.poll(run).state == .failed("FAILED"))
            stub.set("SUCCEEDED")
            #expect(try await engine.poll(run).state == .succeeded("SUCCEEDED"))
        }
    }

    @Test func `an error is told with Google's message`() async throws {
        let server = FakeServer { _ in try Stub.refusal(400, "INVALID_ARGUMENT") }
        try await server.run { url async throws in
            #expect(
                try await Self.engine(url).start(.testing())
                    == .refused("Vertex AI answered 400: INVALID_ARGUMENT it is"))
        }
    }

    @Test func `a service account signs an assertion and keeps its token`() async throws {
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let stub = Stub()
        let server = FakeServer { call in
            call.path == "/token"
                ? Response(.ok, text: #"{"access_token":"from-google","expires_in":3599}"#) : try stub.answer(call)
        }
        try await server.run { url async throws in
            let document = [
                "type": "service_account", "client_email": "w@p.iam.gserviceaccount.com",
                "private_key": key.pkcs8PEMRepresentation, "private_key_id": "k1", "token_uri": url + "/token",
            ]
            let text = String(decoding: try JSONEncoder().encode(document), as: UTF8.self)
            let quoted = text.replacing("'", with: "''")
            let engine = try Self.engine(url, "service_account_key: '\(quoted)'")
            _ = try await engine.start(.testing())
            _ = try await engine.poll(EngineRun(id: Self.key, url: nil))
        }
        let calls = server.calls
        #expect(calls.map(\.path).filter { $0 == "/token" }.count == 1)
        #expect(calls.dropFirst().allSatisfy { $0.headers[.authorization] == "Bearer from-google" })
        let form = String(decoding: calls[0].body, as: UTF8.self)
        #expect(form.hasPrefix("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="))
        let parts = form.split(separator: "=").last?.split(separator: ".").map(String.init) ?? []
        try #require(parts.count == 3)
        let header = try JSONDecoder().decode([String: String].self, from: Self.decoded(parts[0]))
        #expect(header == ["alg": "RS256", "kid": "k1", "typ": "JWT"])
        let claims = try JSONDecoder().decode(JSONValue.self, from: Self.decoded(parts[1]))
        #expect(claims["iss"] == .string("w@p.iam.gserviceaccount.com"))
        #expect(claims["aud"]?.string?.hasSuffix("/token") == true)
        #expect(claims["scope"] == .string("https://www.googleapis.com/auth/cloud-platform"))
        let signature = _RSA.Signing.RSASignature(rawRepresentation: try Self.decoded(parts[2]))
        #expect(
            key.publicKey.isValidSignature(
                signature, for: Data("\(parts[0]).\(parts[1])".utf8), padding: .insecurePKCS1v1_5))
    }

    private static func decoded(_ text: String) throws -> Data {
        let plain = text.replacing("-", with: "+").replacing("_", with: "/")
        return try #require(Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.count % 4) % 4)))
    }

    @Test(
        arguments: [
            ("not json", "the key of the service account is no JSON document with client_email and private_key"),
            (
                #"{"client_email":"a","private_key":"x"}"#,
                "the private_key of the service account is no RSA key in PEM"
            ),
        ])
    func `a key that cannot be used locks out without telling it`(text: String, reason: String) async throws {
        let engine = try Self.engine("http://127.0.0.1:1", "service_account_key: '\(text)'")
        #expect(try await engine.start(.testing()) == .unauthorized(reason))
    }

    @Test func `the metadata server is asked as Google wants it`() {
        let request = GoogleMetadata(host: "metadata.google.internal").request(at: .now)
        #expect(
            request.url
                == "http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token")
        #expect(request.headers.map { "\($0.name): \($0.value)" } == ["Metadata-Flavor: Google"])
        #expect(GoogleMetadata.standard.addresses == .any)
    }
}
