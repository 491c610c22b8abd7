import Transfers

/// The `azure_ml` engine: which pipeline component of an Azure Machine Learning workspace is run.
struct AzureMLConfiguration: EngineSettings {
    static let name = "azure_ml"

    let subscription: String
    let resourceGroup: String
    let workspace: String
    /// The pipeline component as `name:version`, or its whole resource id.
    let component: String
    /// The compute that steps run on which name none; nil for that of the component.
    let compute: String?
    /// The experiment under which jobs are listed; nil for the workspace's default.
    let experiment: String?
    /// The inputs of the component.
    let parameters: EngineParameters
    /// A token of our own; nil to log in.
    let authorization: HTTPAuthorization?
    /// The login of an application; nil where a token is given.
    let credentials: ClientCredentials?
    /// The base URL of the API.
    let url: String
    /// How long one call may take; 10s by default.
    let timeout: Duration

    var backend: String { "\(url) \(workspace)" }

    init(_ mapping: ConfigurationMapping) {
        subscription = mapping.value("subscription")
        resourceGroup = mapping.value("resource_group")
        workspace = mapping.value("workspace")
        component = mapping.value("component")
        compute = mapping.optionalValue("compute")
        experiment = mapping.optionalValue("experiment")
        parameters = EngineParameters(mapping)
        authorization = HTTPAuthorization(mapping)
        let url = mapping.contains("url") ? mapping.url("url") : "https://management.azure.com"
        self.url = url
        timeout = mapping.value("timeout", default: .seconds(10))
        credentials = mapping.section("client_credentials") { Self.credentials($0, for: "\(url)/.default") }
        if authorization != nil, credentials != nil {
            mapping.add(.exclusiveKeys("authorization", "client_credentials"), at: "client_credentials")
        }
        if authorization == nil, credentials == nil {
            mapping.reject("client_credentials", "or \"authorization\" must be given")
        }
        let parts = component.split(separator: ":", omittingEmptySubsequences: false)
        if mapping.contains("component"), !component.hasPrefix("/"), parts.count != 2 || parts.contains("") {
            mapping.reject("component", "must be name:version or a resource id, found \"\(component)\"")
        }
    }

    func engine(with tools: EngineTools) -> any RetrainingEngine {
        AzureMLEngine(self, with: tools)
    }

    private static func credentials(_ mapping: ConfigurationMapping, for scope: String) -> ClientCredentials {
        let tenant: String = mapping.value("tenant")
        let login = mapping.contains("url") ? mapping.url("url") : "https://login.microsoftonline.com"
        return ClientCredentials(
            url: "\(login)/\(EngineClient.segment(tenant))/oauth2/v2.0/token", clientID: mapping.value("client_id"),
            secret: mapping.secret("client_secret"), scope: scope, style: .form,
            server: .other(mapping.optionalTLS))
    }
}
