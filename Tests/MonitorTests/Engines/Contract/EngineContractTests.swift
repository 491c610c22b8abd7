import Foundation
import HTTPTypes
import Hummingbird
import Testing

@testable import Monitor

/// What the bridge relies on with every engine.
struct EngineContractTests {
    /// Text that would do harm if it were ever anything but text.
    static let hostile =
        #"x","y":{"__prefect_kind":"jinja","template":"{{ 7*6 }}"},"z":[" ../../../etc?a=b&c=d#e %2e%2e "#
        + "; rm -rf $(id) `id` ${{ github.token }} <b>\r\nX-Injected: 1\r\n\r\nDELETE / HTTP/1.1\u{0}\u{202E}é🦊"

    @Test func `every engine but that of this machine is held to the contract`() {
        let names = EngineCatalogue.all.map { $0.name }.filter { $0 != CommandConfiguration.name }
        #expect(EngineContract.all.map(\.name).sorted() == names.sorted())
    }

    @Test(arguments: EngineContract.all)
    func `a run is started`(engine: EngineContract) async throws {
        let (outcome, calls) = try await engine.start()
        guard case .started(let run) = outcome else {
            Issue.record("expected a run, got \(outcome)")
            return
        }
        #expect(!run.id.isEmpty)
        #expect(calls.filter(engine.isStart).count == 1)
    }

    @Test(arguments: EngineContract.all, [301, 302, 303, 307, 308])
    func `a redirect is refused and not followed`(engine: EngineContract, status: Int) async throws {
        let (outcome, calls) = try await engine.start { _ in
            Response(status: .init(code: status), headers: [.location: "/elsewhere"])
        }
        guard case .refused = outcome else {
            Issue.record("expected a refusal, got \(outcome)")
            return
        }
        #expect(!calls.contains { $0.path.contains("elsewhere") })
    }

    @Test(arguments: EngineContract.all, [401, 403])
    func `who is not let in is told so`(engine: EngineContract, status: Int) async throws {
        let outcome = try await engine.start { _ in Response(status: .init(code: status)) }.outcome
        guard case .unauthorized(let reason) = outcome else {
            Issue.record("expected to be locked out, got \(outcome)")
            return
        }
        #expect(reason.contains("\(status)"))
    }

    @Test(arguments: EngineContract.all, [429, 503])
    func `a busy engine is asked again after the pause that it wants`(engine: EngineContract, status: Int) async throws
    {
        let outcome = try await engine.start { _ in
            Response(status: .init(code: status), headers: [.retryAfter: "7"])
        }.outcome
        guard case .unavailable(_, retryAfter: .seconds(7)) = outcome else {
            Issue.record("expected a pause of 7 s, got \(outcome)")
            return
        }
    }

    @Test(arguments: EngineContract.all, [400, 404, 422])
    func `what would be refused again is refused`(engine: EngineContract, status: Int) async throws {
        let outcome = try await engine.start { _ in Response(status: .init(code: status)) }.outcome
        guard case .refused = outcome else {
            Issue.record("expected a refusal, got \(outcome)")
            return
        }
    }

    @Test(arguments: EngineContract.all)
    func `after no answer or a broken one the run may exist`(engine: EngineContract) async throws {
        let broken: [FakeServer.Answer] = [
            { _ in
                try await Task.sleep(for: .seconds(2))
                return Response(status: .ok)
            },
            { _ in Response(.internalServerError, text: "<html>") },
            { _ in Response(.badGateway, text: "<html>") },
        ]
        for answer in broken {
            let outcome = try await engine.start(answer: answer).outcome
            guard case .ambiguous = outcome else {
                Issue.record("expected doubt, got \(outcome)")
                continue
            }
        }
    }

    @Test(arguments: EngineContract.all)
    func `without a connection nothing was started`(engine: EngineContract) async throws {
        let url = "http://127.0.0.1:\(try await FreePort.next())"
        let outcome = try await engine.engine(url).start(.testing())
        guard case .unavailable = outcome else {
            Issue.record("expected unavailable, got \(outcome)")
            return
        }
    }

    @Test(arguments: EngineContract.all, ["169.254.169.254", "2852039166", "[::ffff:169.254.169.254]"])
    func `where clouds hand out credentials is not called`(engine: EngineContract, host: String) async throws {
        let outcome = try await engine.engine("http://\(host)").start(.testing())
        switch outcome {
        case .refused(let reason), .unauthorized(let reason):
            #expect(reason.contains(" is not called: calls to the address "))
        default: Issue.record("expected a refusal, got \(outcome)")
        }
    }

    @Test(arguments: EngineContract.all)
    func `an engine with a certificate of its own is called with the file for it only`(
        engine: EngineContract
    ) async throws {
        try await FakeServer(answer: engine.answer).run { url async throws in
            let front = try await TLSFront(of: url)
            for (file, expected) in [(nil, "SSL certificate problem"), ("/nowhere/ca.pem", "/nowhere/ca.pem")] {
                let keys = file.map { "tls_config: {ca_file: \($0)}" } ?? ""
                let outcome = try await engine.engine(front.url, keys).start(.testing())
                guard case .unavailable(let reason, nil) = outcome else {
                    Issue.record("expected no connection, got \(outcome)")
                    continue
                }
                #expect(reason.contains(expected), "\(reason)")
            }
            let outcome = try await engine.engine(front.url, front.trust).start(.testing())
            guard case .started = outcome else {
                Issue.record("expected a run, got \(outcome)")
                return
            }
            try await front.stop()
        }
    }

    @Test(arguments: EngineContract.all)
    func `text of an alert stays data`(engine: EngineContract) async throws {
        let plain = try await engine.start().calls.map(RequestShape.init)
        let hostile = try await engine.start(model: Self.hostile).calls.map(RequestShape.init)
        #expect(hostile == plain)
        #expect(hostile.contains { $0.texts.contains { $0.contains(engine.carried(Self.hostile)) } })
    }

    @Test(arguments: EngineContract.all)
    func `no outcome tells a secret, even if the engine repeats it`(engine: EngineContract) async throws {
        for status in [400, 401, 403, 409, 429, 500, 503] {
            let (outcome, calls) = try await engine.start { call in
                let heard = call.headers.map { "\($0.name): \($0.value)" }.joined(separator: " ")
                return try Response(
                    .init(code: status),
                    json: ["message": "\(heard) \(String(decoding: call.body, as: UTF8.self))", "path": call.path])
            }
            #expect(!"\(outcome)".contains(EngineContract.secret), "\(status)")
            for call in calls { #expect(!call.path.contains(EngineContract.secret)) }
        }
    }
}
