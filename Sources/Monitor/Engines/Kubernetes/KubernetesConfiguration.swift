import Foundation
import Transfers

/// The `kubernetes` engine: which CronJob of which cluster a Job is made from.
struct KubernetesConfiguration: EngineSettings {
    static let name = "kubernetes"

    /// What becomes of a Job that is to end.
    enum Cancellation: String, ConfigurationChoice {
        /// Its pods are ended and the Job stays, suspended.
        case suspend
        /// It is deleted with its pods.
        case delete

        static let placeholder = suspend
    }

    /// The CronJob whose template is used; its schedule may be suspended.
    let cronJob: String
    /// Where the CronJob is; nil for the namespace that we run in.
    let namespace: String?
    /// The cluster's API; nil for that of the cluster that we run in.
    let url: String?
    /// How we identify ourselves; nil for the token of our own service account.
    let authorization: HTTPAuthorization?
    /// Environment variables in addition to the `MODELWATCH_*` of the alert.
    let environment: [String: ParameterTemplate]
    /// How the end of a run is asked for; `suspend` by default.
    let cancellation: Cancellation
    /// How long a finished Job is kept where the template does not say it; 24h by default.
    let retention: Duration
    /// How long one call may take; 10s by default.
    let timeout: Duration

    var backend: String { url ?? Self.name }

    init(_ mapping: ConfigurationMapping) {
        cronJob = mapping.value("cronjob")
        namespace = mapping.optionalValue("namespace")
        url = mapping.contains("url") ? mapping.url("url") : nil
        authorization = HTTPAuthorization(mapping)
        environment = mapping.namedValues("environment")
        cancellation = mapping.value("cancel", default: .suspend)
        retention = mapping.value("keep_finished", default: .seconds(24 * 3600))
        timeout = mapping.value("timeout", default: .seconds(10))
        for template in environment.values { template.check(in: mapping, at: "environment") }
        mapping.conceal("environment")
        if mapping.contains("cronjob"), cronJob.isEmpty { mapping.reject("cronjob", "must not be empty") }
        if url == nil, authorization != nil {
            mapping.reject(
                mapping.contains("authorization") ? "authorization" : "basic_auth",
                "belongs to \"url\": in the cluster itself our service account identifies us")
        }
    }

    func engine(with tools: EngineTools) -> any RetrainingEngine {
        KubernetesEngine(self, account: .mounted, with: tools)
    }
}
