import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Testing
import Transfers

@testable import Monitor

struct WebhookEngineTests {
    private static let key = "rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1"
    private static let status = """
        status: {url: 'URL/runs/{run_id}', state: /run/status, message: /run/why, succeeded: [done, 'true'],
        failed: [failed], cancelled: [stopped]}
        """

    private static func engine(_ url: String, _ more: String) throws -> any RetrainingEngine {
        let settings = more.replacing("URL", with: url)
        return try EngineConfiguration(text: "webhook: {url: '\(url)/retrain', timeout: 2s, \(settings)}").engine()
    }

    /// Does something with an engine whose server always gives one answer.
    private static func with<Value: Sendable>(
        _ settings: String, _ answer: @escaping @Sendable () -> Response,
        body: @escaping @Sendable (any RetrainingEngine) async throws -> Value
    ) async throws -> (value: Value, calls: [FakeServer.Call]) {
        let server = FakeServer { _ in answer() }
        let value = try await server.run { url async throws in try await body(engine(url, settings)) }
        return (value, server.calls)
    }

    private static func header(_ call: FakeServer.Call, _ name: String) -> String? {
        call.headers.first { $0.name.canonicalName == name }?.value
    }

    @Test func `the document has the parameters and the labels`() async throws {
        let (outcome, calls) = try await Self.with("", { Response(status: .accepted) }) {
            try await $0.start(.testing())
        }
        #expect(outcome == .started(EngineRun(id: Self.key, url: nil)))
        let body = try JSONDecoder().decode(JSONValue.self, from: calls[0].body)
        #expect(body["event"] == .string("retrain.requested"))
        #expect(body["key"] == .string(Self.key))
        #expect(body["labels"] == .object(["model": .string("fraud")]))
        #expect(Set(body["parameters"]?.object?.keys ?? [:].keys) == RetrainingRequest.parameterNames)
        #expect(Self.header(calls[0], "idempotency-key") == Self.key)
        #expect(Self.header(calls[0], "x-modelwatch-event") == "retrain.requested")
        #expect(Self.header(calls[0], "webhook-signature") == nil)
    }

    @Test func `each key signs the identifier, the moment and the very bytes`() async throws {
        let secret = Data("0123456789abcdef0123456789".utf8)
        let settings = "signatures: [{secret: plain-text-key}, {secret: 'whsec_\(secret.base64EncodedString())'}]"
        let call = try await Self.with(settings, { Response(status: .ok) }) { try await $0.start(.testing()) }.calls[0]
        #expect(Self.header(call, "webhook-id") == Self.key)
        let timestamp = try #require(Self.header(call, "webhook-timestamp"))
        #expect(abs((Double(timestamp) ?? 0) - Date().timeIntervalSince1970) < 60)
        let content = Data("\(Self.key).\(timestamp).".utf8) + call.body
        let signatures = [Data("plain-text-key".utf8), secret].map { key in
            "v1,"
                + Data(HMAC<SHA256>.authenticationCode(for: content, using: SymmetricKey(data: key)))
                .base64EncodedString()
        }
        #expect(Self.header(call, "webhook-signature") == signatures.joined(separator: " "))
    }

    /// The example of the specification of Standard Webhooks.
    @Test func `a signature is that of Standard Webhooks`() throws {
        let message = WebhookMessage(
            event: .requested, id: "msg_p5jXN8AQM9LWM0D4loKWxJek", body: Data(#"{"test": 2432232314}"#.utf8))
        let headers = try message.headers(
            secrets: [.text("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")], at: Date(timeIntervalSince1970: 1_614_265_330))
        #expect(
            headers.last?.value == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test(
        arguments: [
            ("", 202, true), ("", 204, true), ("success_codes: [201]", 201, true), ("success_codes: [201]", 200, false),
        ])
    func `an answer is a success if its status is one`(settings: String, status: Int, isStart: Bool) async throws {
        let outcome = try await Self.with(settings, { Response(status: .init(code: status)) }) {
            try await $0.start(.testing())
        }.value
        if isStart {
            #expect(outcome == .started(EngineRun(id: Self.key, url: nil)))
        } else {
            #expect(outcome == .ambiguous("the webhook answered \(status)"))
        }
    }

    @Test(
        arguments: [
            (#"{"data": [{"id": "a/b"}]}"#, "a/b"), (#"{"data": [{"id": 9007199254740993}]}"#, "9007199254740993"),
            (#"{"data": [{"id": ".."}]}"#, nil), (#"{"data": [{"id": ""}]}"#, nil), (#"{"data": []}"#, nil),
            (#"{"data": [{"id": null}]}"#, nil),
        ] as [(String, String?)])
    func `the answer may tell the id of the run`(answer: String, id: String?) async throws {
        let outcome = try await Self.with("run_id: /data/0/id", { Response(.ok, text: answer) }) {
            try await $0.start(.testing())
        }.value
        if let id {
            #expect(outcome == .started(EngineRun(id: id, url: nil)))
        } else {
            #expect(outcome == .ambiguous("the webhook's answer 200 tells no id of the run"))
        }
    }

    @Test(
        arguments: [
            (#"{"run": {"status": "done"}}"#, .succeeded("done")), (#"{"run": {"status": true}}"#, .succeeded("true")),
            (#"{"run": {"status": "failed", "why": "no data"}}"#, .failed("failed: no data")),
            (#"{"run": {"status": "stopped"}}"#, .cancelled("stopped")),
            (#"{"run": {"status": "never heard of"}}"#, .running("never heard of")),
        ] as [(String, RunState)])
    func `the state of a run is told in our words`(answer: String, expected: RunState) async throws {
        let (report, calls) = try await Self.with(Self.status, { Response(.ok, text: answer) }) {
            try await $0.poll(EngineRun(id: "a/../b?c", url: nil))
        }
        #expect(report.state == expected)
        #expect(calls[0].path == "/runs/a%2F..%2Fb%3Fc")
    }

    @Test func `a run that is not known is missing, and an answer without a state is none`() async throws {
        let run = EngineRun(id: "r", url: nil)
        let missing = try await Self.with(Self.status, { Response(status: .notFound) }) { try await $0.poll(run) }
        #expect(missing.value.state == .missing)
        await #expect(throws: EngineError.unexpectedAnswer(engine: "the webhook")) {
            try await Self.with(Self.status, { Response(.ok, text: "{}") }) { try await $0.poll(run) }
        }
    }

    @Test func `without a status URL a run is over once it was accepted`() async throws {
        let (report, calls) = try await Self.with("", { Response(status: .ok) }) {
            try await $0.poll(EngineRun(id: "r", url: nil))
        }
        #expect(report.state == .succeeded("accepted by the webhook; how the run ended is not known"))
        #expect(calls.isEmpty)
    }

    @Test func `a run is found where its id is the key`() async throws {
        let answer: @Sendable () -> Response = { Response(.ok, text: #"{"run": {"status": "busy"}}"#) }
        let found = try await Self.with(Self.status, answer) { try await $0.find(key: "k", since: .distantPast) }
        #expect(found.value == EngineRun(id: "k", url: nil, isNew: false))
        #expect(found.calls[0].path == "/runs/k")
        let own = try await Self.with("run_id: /id, \(Self.status)", answer) {
            try await $0.find(key: "k", since: .distantPast)
        }
        #expect(own.value == nil)
        #expect(own.calls.isEmpty)
    }

    @Test(
        arguments: [
            (200, .accepted), (404, .accepted), (410, .accepted), (409, .refused("the webhook answered 409")),
        ] as [(Int, Cancelling)])
    func `a run is cancelled by a signed call`(status: Int, expected: Cancelling) async throws {
        let settings = "cancel: {url: 'URL/runs/{run_id}', method: DELETE}, signatures: [{secret: s}]"
        let (answer, calls) = try await Self.with(settings, { Response(status: .init(code: status)) }) {
            try await $0.cancel(EngineRun(id: "a b", url: nil))
        }
        #expect(answer == expected)
        #expect(calls[0].method == .delete && calls[0].path == "/runs/a%20b")
        #expect(Self.header(calls[0], "x-modelwatch-event") == "retrain.cancelled")
        #expect(Self.header(calls[0], "webhook-signature") != nil)
    }

    @Test func `without a URL for it nothing is cancelled`() async throws {
        let answer = try await Self.with("", { Response(status: .ok) }) {
            try await $0.cancel(EngineRun(id: "r", url: nil))
        }
        #expect(answer.value == .refused("no URL to cancel runs is configured"))
    }

    @Test func `an endpoint that keeps to the key may be called again`() throws {
        #expect(try Self.engine("http://localhost:1", "idempotent: true").idempotency == .key)
        #expect(try Self.engine("http://localhost:1", "").idempotency == .none)
    }

    @Test(arguments: ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "[::ffff:127.0.0.1]"])
    func `private addresses can be denied, by whatever name`(host: String) async throws {
        let server = FakeServer { _ in Response(status: .ok) }
        let outcome = try await server.run { url async throws in
            let port = url.split(separator: ":").last ?? ""
            return try await Self.engine("http://\(host):\(port)", "deny_private_addresses: true").start(.testing())
        }
        guard case .refused(let reason) = outcome else {
            Issue.record("expected a refusal, got \(outcome)")
            return
        }
        #expect(reason.hasPrefix("the webhook is not called: calls to the address "))
        #expect(server.calls.isEmpty)
    }

    @Test func `where clouds keep credentials is always denied`() async throws {
        for host in ["169.254.169.254", "2852039166", "[::ffff:169.254.169.254]"] {
            let outcome = try await Self.engine("http://\(host)", "").start(.testing())
            guard case .refused(let reason) = outcome else {
                Issue.record("expected a refusal of \(host), got \(outcome)")
                continue
            }
            #expect(reason.contains("are denied"))
        }
    }

    @Test(
        arguments: [
            ("status: {url: 'http://h/x', state: /s, succeeded: [a], failed: [b]}", "\"url\" must hold {run_id}"),
            (
                "status: {url: 'http://h/{run_id}', state: /s, succeeded: [a], failed: [a]}",
                "\"succeeded\" shares a state with"
            ),
            ("success_codes: [302]", "\"success_codes\" must hold at least one status, all from 200 to 299"),
            ("run_id: id", "\"run_id\" must be a JSON pointer such as"),
            ("body: {a: '{{ parameters.secret }}'}", "\"body\" refers to parameters.secret, which is none of alert, "),
            ("body: {a: ['{{ annotations.x }}']}", "\"body\" holds "),
            ("signatures: [{}]", "\"secret\" or \"secret_file\""),
        ])
    func `a mistake in the settings is told`(settings: String, message: String) throws {
        let error = #expect(throws: (any Error).self) { try Self.engine("http://localhost:1", settings) }
        #expect("\(try #require(error))".contains(message))
    }
}
