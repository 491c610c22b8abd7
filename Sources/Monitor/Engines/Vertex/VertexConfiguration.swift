import Foundation
import Transfers

/// The `vertex` engine: which pipeline template of Google's Vertex AI is run.
struct VertexConfiguration: EngineSettings {
    static let name = "vertex"

    let project: String
    /// Such as `europe-west1`.
    let location: String
    /// The URL of the template in the Artifact Registry, with a version or a tag.
    let template: String
    /// Where the pipeline writes, a `gs://` URL; nil for the template's own.
    let output: String?
    /// The account that the pipeline runs as; nil for the project's own.
    let serviceAccount: String?
    /// What the pipeline is given.
    let parameters: EngineParameters
    /// A token of our own; nil to ask a login service for one.
    let authorization: HTTPAuthorization?
    /// The key of a service account, a JSON document; nil to ask the metadata server of the machine that we run on.
    let key: Secret?
    /// The base URL of the API.
    let url: String
    /// How long one call may take; 10s by default.
    let timeout: Duration

    var backend: String { "\(url) \(project)" }

    init(_ mapping: ConfigurationMapping) {
        project = mapping.value("project")
        location = mapping.value("location")
        template = mapping.url("template")
        output = mapping.optionalValue("output")
        serviceAccount = mapping.optionalValue("service_account")
        parameters = EngineParameters(mapping)
        authorization = HTTPAuthorization(mapping)
        key = mapping.optionalSecret("service_account_key")
        url = mapping.contains("url") ? mapping.url("url") : "https://\(location)-aiplatform.googleapis.com"
        timeout = mapping.value("timeout", default: .seconds(10))
        if authorization != nil, key != nil {
            mapping.add(.exclusiveKeys("authorization", "service_account_key"), at: "service_account_key")
        }
        if let output, !output.hasPrefix("gs://") {
            mapping.reject("output", "must begin with gs://, found \"\(output)\"")
        }
    }

    func engine(with tools: EngineTools) -> any RetrainingEngine {
        VertexEngine(self, with: tools)
    }

    /// Where tokens come from; nil where one is given.
    var login: (any LoginService)? {
        if authorization != nil { return nil }
        return key.map { GoogleServiceAccount(key: $0) } ?? GoogleMetadata.standard
    }
}
