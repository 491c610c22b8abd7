import Dataset
import Foundation
import NIOPosix

@testable import Monitor

/// Something that calls a server over TLS as its `tls_config` says; tells what became of the call.
struct OutgoingTLSCaller: Sendable {
    let name: String
    /// Gets the server's URL and the section in YAML's flow style, which is empty for none.
    let call: @Sendable (_ url: String, _ section: String) async throws -> String

    private static let client = HTTPClient(threads: .singleton)
    private static let command = #"engine: {command: {argv: ["true"]}}"#
    private static let judged = "metrics: [{name: auc, min_improvement: 0.1}]"

    /// Every place of the configuration that takes the section.
    static let all: [OutgoingTLSCaller] = [
        .init(name: "Prometheus of a watch") { url, section in
            let configuration = try Configuration(text: "prometheus: {url: '\(url)'\(section)}")
            return try await answer {
                _ = try await PrometheusClient(configuration.prometheus.found, client: client).samples(of: "up")
            }
        },
        .init(name: "alerts of Alertmanager") { url, section in
            let configuration = try Configuration(text: "alertmanager: {urls: ['\(url)']\(section)}")
            return try await answer {
                _ = try await AlertmanagerClient(configuration.alertmanager.found, client: client).activeAlerts()
            }
        },
        .init(name: "silences of Alertmanager") { url, section in
            let configuration = try Configuration(text: "alertmanager: {url: '\(url)'\(section)}")
            return try await answer {
                _ = try await AlertmanagerClient(configuration.alertmanager.found, client: client).silences()
            }
        },
        .init(name: "webhook that promotes") { url, section in
            let verdict = try verdict("promote: {webhook: {url: '\(url)'\(section)}}")
            guard case .hook(let hook) = verdict.promotion else { return "no hook" }
            return await tell(hook)
        },
        .init(name: "webhook that moves the reference") { url, section in
            let verdict = try verdict(
                "promote: alias, registry: {mlflow: {url: '\(url)'}}, watch: {query: up}, "
                    + "reference: {webhook: {url: '\(url)'\(section)}}")
            return await tell(try verdict.reference.found)
        },
        .init(name: "MLflow as a registry") { url, section in
            let mlflow = try verdict("registry: {mlflow: {url: '\(url)'\(section)}}").mlflow.found
            return try await answer { _ = try await MLflowRegistry(mlflow, model: "m", client: client).champion() }
        },
        .init(name: "state of MLflow") { url, section in
            let registry = "registry: {mlflow: {url: '\(url)', status_interval: 1m\(section)}}"
            return try await status("\(command), model: m, verdict: {\(judged), \(registry)}")
        },
        .init(name: "state of Prefect") { url, section in
            try await status("engine: {prefect: {url: '\(url)', deployment: a/b, status_interval: 1m\(section)}}")
        },
        .init(name: "engine") { url, section in try await start("webhook: {url: '\(url)'\(section)}") },
        .init(name: "login that is part of an engine") { url, section in
            try await start("databricks: {url: '\(url)', job_id: 1, \(credentials())\(section)}")
        },
        .init(name: "login elsewhere") { url, section in
            let workspace = "subscription: s, resource_group: g, workspace: w, component: 'c:1'"
            return try await start("azure_ml: {\(workspace), \(credentials("tenant: t, url: '\(url)'\(section), "))}")
        },
        .init(name: "workflows beside an event source") { url, section in
            let engine = try EngineConfiguration(
                text: "argo_events: {url: 'http://127.0.0.1:9', workflows: {url: '\(url)', namespace: n\(section)}}")
            return try await answer { _ = try await engine.engine().poll(EngineRun(id: "x", url: nil)) }
        },
        .init(name: "data of a web server") { url, section in
            try await DatasetCopies.temporary().complaint(.configured("path: '\(url)/x.csv'\(section)"))
        },
        .init(name: "data in S3") { url, section in
            let access = "s3: {endpoint: '\(url)', anonymous: true}"
            let location = try DatasetLocation.configured("path: s3://b/x.csv, \(access)\(section)")
            return try await DatasetCopies.temporary().complaint(location).replacing("access is denied", with: "403")
        },
    ]

    private static func answer(_ call: () async throws -> Void) async throws -> String {
        do {
            try await call()
            return "no error"
        } catch let error as EngineError {
            return "\(error)"
        }
    }

    private static func verdict(_ keys: String) throws -> VerdictConfiguration {
        let policy = "{name: p, match: [a=b], \(command), verdict: {\(judged), \(keys)}}"
        return try Configuration(text: "prometheus: {url: 'http://h'}\npolicies: [\(policy)]").policies[0].verdict.found
    }

    private static func tell(_ hook: VerdictHook) async -> String {
        let document = VerdictDocument(
            trigger: "k", policy: "p", model: "m", action: "promote", champion: nil, challenger: nil, metrics: [],
            verdict: .promoted, reason: "")
        return "\(await HookRunner(tools: .testing).tell(hook, document, key: "k"))"
    }

    private static func status(_ policy: String) async throws -> String {
        let configuration = try Configuration(text: "policies: [{name: p, match: [a=b], \(policy)}]")
        return try await answer { _ = try await configuration.statusSources(client: client)[0].read(at: .now) }
    }

    private static func start(_ engine: String) async throws -> String {
        "\(try await EngineConfiguration(text: engine).engine().start(.testing()))"
    }

    private static func credentials(_ more: String = "") -> String {
        "client_credentials: {\(more)client_id: app, client_secret: s}"
    }
}

extension Optional {
    /// What is there; throws if nothing is.
    fileprivate var found: Wrapped {
        get throws {
            guard let self else { throw CocoaError(.coderValueNotFound) }
            return self
        }
    }
}
