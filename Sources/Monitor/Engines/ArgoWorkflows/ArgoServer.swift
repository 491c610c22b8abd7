import Foundation
import Transfers

/// Asks an Argo server about workflows that are named by their key.
struct ArgoServer: Sendable {
    let configuration: ArgoServerConfiguration
    let client: EngineClient

    init(_ configuration: ArgoServerConfiguration, with tools: EngineTools) {
        self.configuration = configuration
        client = EngineClient(
            engine: "Argo", url: configuration.url, authorization: configuration.authorization,
            timeout: configuration.timeout, client: tools.client)
    }

    /// The path of the workflows of the namespace.
    var workflows: String { "/api/v1/workflows/\(EngineClient.segment(configuration.namespace))" }

    func run(_ name: String, isNew: Bool) -> EngineRun {
        let page = "\(configuration.url)/workflows/\(EngineClient.segment(configuration.namespace))"
        return EngineRun(id: name, url: "\(page)/\(EngineClient.segment(name))", isNew: isNew)
    }

    /// How far a workflow is; older servers do not look into the archive by themselves.
    func report(_ name: String) async throws -> RunReport {
        do {
            let query = EngineClient.form([("fields", ArgoWorkflow.fields)])
            let response = try await client.get("\(workflows)/\(EngineClient.segment(name))?\(query)")
            return try client.decode(ArgoWorkflow.self, response).report
        } catch EngineError.status(_, 404, _, _) {
            return try await archived(name)?.report ?? RunReport(state: .missing)
        }
    }

    func terminate(_ name: String) async throws {
        let path = "\(workflows)/\(EngineClient.segment(name))/terminate"
        _ = try await client.send([String: String](), to: path, method: "PUT", expecting: [200])
    }

    /// A server without an archive answers an empty list or an error.
    private func archived(_ name: String) async throws -> ArgoWorkflow? {
        let selector = "metadata.namespace=\(configuration.namespace),metadata.name=\(name)"
        let query = EngineClient.form([("listOptions.fieldSelector", selector), ("listOptions.limit", "1")])
        do {
            let response = try await client.get("/api/v1/archived-workflows?\(query)")
            return try client.decode(ArgoWorkflow.List.self, response).items?.first
        } catch EngineError.status(_, 404, _, _), EngineError.status(_, 501, _, _) {
            return nil
        }
    }
}
