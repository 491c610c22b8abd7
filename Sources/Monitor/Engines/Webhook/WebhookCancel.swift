/// How a webhook engine ends a run.
struct WebhookCancel: Sendable, Equatable {
    /// The verbs that are in use for it.
    enum Method: String, ConfigurationChoice {
        case post = "POST"
        case put = "PUT"
        case delete = "DELETE"

        static let placeholder = Method.post
    }

    /// Where it asks, with `{run_id}` in place of the run.
    let url: RunURL
    /// POST by default.
    let method: Method

    init(_ mapping: ConfigurationMapping) {
        url = RunURL(mapping)
        method = mapping.value("method", default: .post)
    }
}
