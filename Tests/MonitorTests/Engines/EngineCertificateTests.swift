import Foundation
import Hummingbird
import NIOPosix
import Testing

@testable import Monitor

/// Whom engines and what stands beside them call and trust, beside the start of a run, which the contract covers.
struct EngineCertificateTests {
    private static let client = HTTPClient(threads: .singleton)

    private static func policy(_ keys: String) throws -> Configuration {
        try Configuration(text: "policies: [{name: p, match: [a=b], \(keys)}]")
    }

    @Test func `MLflow and hooks are never where clouds hand out credentials`() async throws {
        let denied = "is not called: calls to the address 169.254.169.254 are denied"
        let policies = try Self.policy(
            """
            engine: {command: {argv: ["true"]}}, verdict: {registry: {mlflow: {url: "http://169.254.169.254"}},
            metrics: [{name: auc, min_improvement: 0.1}], promote: {webhook: {url: "http://169.254.169.254/x"}}}
            """
        ).policies
        let verdict = try #require(policies[0].verdict)
        let registry = MLflowRegistry(try #require(verdict.mlflow), model: "m", client: Self.client)
        let error = await #expect(throws: EngineError.self) { try await registry.champion() }
        #expect("\(try #require(error))" == "MLflow \(denied)")
        guard case .hook(let hook) = verdict.promotion else {
            Issue.record("expected a hook")
            return
        }
        let document = VerdictDocument(
            trigger: "k", policy: "p", model: "m", action: "promote", champion: nil, challenger: nil, metrics: [],
            verdict: .promoted, reason: "")
        let answer = await HookRunner(tools: .testing).tell(hook, document, key: "k")
        #expect(answer == .refused("the hook \(denied)"))
    }

    @Test func `another file is another engine, and programs take none`() throws {
        let files = try ["a.pem", "b.pem"].map {
            try EngineConfiguration(text: "jenkins: {url: 'https://h', job: j, tls_config: {ca_file: /\($0)}}")
        }
        #expect(files[0] != files[1])
        let error = #expect(throws: (any Error).self) {
            try EngineConfiguration(text: "command: {argv: ['true'], tls_config: {ca_file: /a.pem}}")
        }
        #expect("\(try #require(error))".contains("tls_config"))
    }
}
