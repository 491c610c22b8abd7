import Transfers

/// The `argo_events` engine: which event source hears of a retraining.
struct ArgoEventsConfiguration: EngineSettings {
    static let name = "argo_events"

    /// The endpoint of the event source, such as `http://retrain-eventsource-svc.argo-events:12000/retrain`.
    let url: String
    /// Members of the event in addition to those taken from the alert.
    let parameters: [String: ParameterTemplate]
    /// Where the workflows are that a sensor makes and names by the key; nil if nobody is asked about them.
    let workflows: ArgoServerConfiguration?
    /// How that server is called over TLS; nil as the event source, apart from what is its own.
    let workflowsTLS: TLSClientConfiguration?
    /// How we identify ourselves.
    let authorization: HTTPAuthorization?
    /// How long one call may take; 10s by default.
    let timeout: Duration

    var backend: String { url }

    init(_ mapping: ConfigurationMapping) {
        url = mapping.url("url")
        parameters = mapping.parameterTemplates()
        let server = mapping.section("workflows") { (ArgoServerConfiguration($0), $0.optionalTLS) }
        (workflows, workflowsTLS) = (server?.0, server?.1)
        authorization = HTTPAuthorization(mapping)
        timeout = mapping.value("timeout", default: .seconds(10))
    }

    func engine(with tools: EngineTools) -> any RetrainingEngine {
        ArgoEventsEngine(self, with: tools)
    }
}
