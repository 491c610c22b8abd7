import NIOPosix
import Testing

@testable import Monitor

struct StatusSourcesTests {
    private static func sources(_ policies: String) throws -> [any StatusSource] {
        try Configuration(text: "policies:\n\(policies)").statusSources(client: HTTPClient(threads: .singleton))
    }

    private static func prefect(_ name: String, _ settings: String, more: String = "") -> String {
        "  - {name: \(name), match: [a=b], engine: {prefect: {deployment: d, \(settings)}}\(more)}"
    }

    @Test func `a server is looked at once, however many policies name it, and only if one of them asks for it`() throws
    {
        let policies = [
            Self.prefect("a", "url: 'http://p/api', status_interval: 2m"),
            Self.prefect("b", "url: 'http://p/api/', status_interval: 1m"),
            Self.prefect("c", "url: 'http://p/api'"), Self.prefect("d", "url: 'http://q/api'"),
            Self.prefect("e", "url: 'http://me:secret@r/api', status_interval: 1h"),
            Self.prefect("f", "url: 'http://off/api', status_interval: 1h", more: ", enabled: false"),
        ]
        let sources = try Self.sources(policies.joined(separator: "\n")).sorted { $0.server < $1.server }
        #expect(sources.map(\.server) == ["http://<secret>@r/api", "http://p/api"])
        #expect(sources.map(\.interval) == [.seconds(3600), .seconds(60)])
    }

    @Test(
        arguments: [
            ("match: [model=churn]", "", ["churn"]),
            ("match: ['model=~\"churn|fraud\"']", "status_models: [fraud, churn]", ["fraud", "churn"]),
            ("match: [model=churn, a=b]", "model: 'm-{{ labels.model }}-{{ labels.a }}'", ["m-churn-b"]),
            ("match: [a=b], subject: 'x'", "", ["x"]), ("match: [a=b], model: y", "", ["y"]),
        ])
    func `the model is the one that the policy fixes`(policy: String, mlflow: String, models: [String]) throws {
        let configuration = try Configuration(text: Self.judged(policy, mlflow))
        #expect(configuration.policies.first?.statusModels == models)
    }

    @Test(
        arguments: [
            "match: ['model=~\"churn|fraud\"']", "match: [a=b]", "match: [model=churn], subject: '{{ labels.a }}'",
        ])
    func `a model that alerts decide on must be named`(policy: String) {
        let error = #expect(throws: InvalidConfiguration.self) {
            try Configuration(text: Self.judged(policy, ""))
        }
        #expect(error?.description.contains("\"verdict\" needs registry.mlflow.status_models") == true)
    }

    private static func judged(_ policy: String, _ mlflow: String) -> String {
        let registry = "mlflow: {url: 'http://m', status_interval: 1m, \(mlflow)}"
        return """
            policies:
              - {name: p, \(policy), engine: {command: {argv: [/bin/true]}},
                 verdict: {metrics: [{name: m, min_improvement: 0}], registry: {\(registry)}}}
            """
    }
}
