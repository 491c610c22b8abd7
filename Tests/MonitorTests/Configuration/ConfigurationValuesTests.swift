import Testing
import Transfers

@testable import Monitor

struct ConfigurationValuesTests {
    private static func complete() throws -> Configuration {
        let text = try Fixtures.text("configuration/good/complete.yml")
        return try Configuration(ConfigurationDocument(text: text, file: "/etc/modelwatch/modelwatch.yml"))
    }

    @Test func `an empty file has every default`() throws {
        let configuration = try Configuration(ConfigurationDocument(text: "", file: "/etc/modelwatch.yml"))
        let timing = EvaluationTiming(configuration.global.evaluation, else: configuration.global.evaluation)
        #expect(timing.interval == .seconds(30))
        #expect(timing.timeout == .seconds(300))
        #expect(timing.maxAge == .seconds(24 * 3600))
        #expect(timing.window == nil)
        #expect(configuration.global.storagePath == "/etc/data")
        #expect(configuration.bridge.staleAfter == .seconds(8 * 3600))
        #expect(configuration.prometheus == nil)
        #expect(configuration.policies.isEmpty)
    }

    @Test func `paths start at the folder of the file`() throws {
        let configuration = try Self.complete()
        #expect(configuration.prometheus?.rulesFile == "/etc/modelwatch/prometheus/rules/managed.yml")
        #expect(configuration.bridge.tokens == [.file("/etc/modelwatch/secrets/token"), .text("previous")])
    }

    @Test func `a slash at the end of a URL is dropped`() throws {
        #expect(try Self.complete().prometheus?.url == "http://localhost:9090")
    }

    @Test func `a policy for a workflow engine is read`() throws {
        let policy = try #require(try Self.complete().policies.first)
        #expect(policy.mode == .auto)
        #expect(policy.hold == .seconds(90))
        #expect(policy.subject.rendered(["model": "fraud"]) == "genre/fraud")
        guard let prefect = policy.engine.settings as? PrefectConfiguration else {
            Issue.record("expected the prefect engine")
            return
        }
        #expect(prefect.authorization == .basic(username: "admin", password: .file("/etc/modelwatch/secrets/prefect")))
        #expect(prefect.parameters["epochs"] == .integer(3))
        #expect(prefect.parameters["full"] == .boolean(true))
    }

    @Test func `a policy for a local command has the safe defaults`() throws {
        let policy = try #require(try Self.complete().policies.last)
        #expect(policy.mode == .approve)
        #expect(policy.hold == .zero)
        #expect(policy.cooldown == .seconds(3600))
        #expect(policy.subject.rendered([:]) == "genre-classifier")
        guard let command = policy.engine.settings as? CommandConfiguration else {
            Issue.record("expected the command engine")
            return
        }
        #expect(command.arguments == ["/etc/modelwatch/scripts/retrain.sh", "--fast"])
    }

    @Test(
        arguments: [
            ("30s", .seconds(30)), ("5m", .seconds(300)), ("1h30m", .seconds(5400)), ("1d", .seconds(86_400)),
            ("250ms", .milliseconds(250)), ("2w", .seconds(1_209_600)), ("0", .zero),
            ("1m500ms", .milliseconds(60_500)),
        ] as [(String, Duration)])
    func `durations are read in Prometheus's syntax`(text: String, expected: Duration) {
        #expect(Duration(prometheus: text) == expected)
    }

    @Test(arguments: ["", "30", "s", "1.5h", "30m1h", "1h1h", "-5m", "5 m", "99999999999999y", "5M"])
    func `anything else is no duration`(text: String) {
        #expect(Duration(prometheus: text) == nil)
    }

    @Test func `a secret never shows its text`() {
        let secret = Secret.text("hunter2")
        #expect("\(secret) \(String(reflecting: secret))".contains("hunter2") == false)
        #expect(String(describing: HTTPAuthorization.bearer(secret)).contains("hunter2") == false)
    }
}
