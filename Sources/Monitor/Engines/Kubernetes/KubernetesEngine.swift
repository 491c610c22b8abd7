import Foundation
import Transfers

/// Runs retrainings as Jobs of a Kubernetes cluster, from the template of a CronJob.
///
/// The key is the Job's name, which a cluster gives only once: a second Job of the name is refused as a conflict, and
/// the first is ours.
struct KubernetesEngine: RetrainingEngine {
    private let configuration: KubernetesConfiguration
    private let account: ServiceAccount
    private let tools: EngineTools

    /// - Parameter account: Who we are where the configuration does not say it.
    init(_ configuration: KubernetesConfiguration, account: ServiceAccount, with tools: EngineTools) {
        self.configuration = configuration
        self.account = account
        self.tools = tools
    }

    var idempotency: Idempotency { .name }

    func start(_ request: RetrainingRequest) async -> StartOutcome {
        do {
            let client = try client()
            let cronJob = try client.decode(JSONValue.self, await client.get(path("cronjobs", configuration.cronJob)))
            guard let manifest = JobManifest(request, from: cronJob, configuration) else {
                return .refused("the CronJob \(configuration.cronJob) has no template of a pod with containers")
            }
            _ = try await client.send(manifest.body, to: path("jobs"), expecting: [200, 201, 202])
            return .started(EngineRun(id: request.key, url: nil))
        } catch {
            return await adopting(request.key, after: error)
        }
    }

    func poll(_ run: EngineRun) async throws -> RunReport {
        RunReport(state: try await job(run.id)?.runState ?? .missing)
    }

    func cancel(_ run: EngineRun) async throws -> Cancelling {
        let client = try client()
        let path = path("jobs", run.id)
        do {
            switch configuration.cancellation {
            case .suspend:
                var request = HTTPClientRequest(method: "PATCH", url: client.url + path)
                request.headers = [("Content-Type", "application/merge-patch+json")]
                request.body = Data(#"{"spec":{"suspend":true}}"#.utf8)
                _ = try await client.send(request, expecting: [200])
            case .delete:
                let options = ["apiVersion": "v1", "kind": "DeleteOptions", "propagationPolicy": "Background"]
                _ = try await client.send(options, to: path, method: "DELETE", expecting: [200, 202])
            }
        } catch EngineError.status(_, 404, _, _) {
        } catch let error as EngineError {
            return try await cancelling(run, after: error)
        }
        return .accepted
    }

    func find(key: String, since moment: Date) async throws -> EngineRun? {
        guard let job = try await job(key), job.isOurs(key) else { return nil }
        return EngineRun(id: key, url: nil, isNew: false)
    }

    private func job(_ name: String) async throws -> KubernetesJob? {
        let client = try client()
        do {
            return try client.decode(KubernetesJob.self, await client.get(path("jobs", name)))
        } catch EngineError.status(_, 404, _, _) {
            return nil
        }
    }

    private func client() throws -> EngineClient {
        guard let url = configuration.url ?? account.url else { throw KubernetesError.noCluster }
        let isOwn = configuration.url == nil
        var tls = tools.client.tls
        if isOwn, tls.certificateAuthority == nil { tls.certificateAuthority = account.certificateAuthority }
        return EngineClient(
            engine: "Kubernetes", url: url,
            authorization: isOwn ? account.authorization : configuration.authorization, timeout: configuration.timeout,
            client: tools.client.secured(by: tls))
    }

    private func path(_ resource: String, _ name: String? = nil) -> String {
        let namespace = configuration.namespace ?? account.namespace ?? "default"
        let collection = "/apis/batch/v1/namespaces/\(EngineClient.segment(namespace))/\(resource)"
        return name.map { collection + "/" + EngineClient.segment($0) } ?? collection
    }
}
