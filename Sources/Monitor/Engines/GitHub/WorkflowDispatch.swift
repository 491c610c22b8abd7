/// The body of GitHub's `workflow_dispatch`.
struct WorkflowDispatch: Encodable, Sendable {
    /// All inputs together may have 65,535 characters, so that each of them has room for this many.
    static let valueLimit = 2_500

    let ref: String
    let inputs: [String: String]
    /// Asks for the run's id; nil for servers that do not know the member, which refuse it.
    var returnRunDetails: Bool? = true

    private enum CodingKeys: String, CodingKey {
        case ref, inputs
        case returnRunDetails = "return_run_details"
    }

    init(_ request: RetrainingRequest, _ configuration: GitHubConfiguration) {
        ref = configuration.ref
        inputs = request.texts(named: configuration.alertParameters)
            .merging(request.texts(configuration.parameters)) { _, configured in configured }
            .mapValues { String($0.prefix(Self.valueLimit)) }
    }

    /// What GitHub answers if it was asked for the run's id.
    struct Answer: Decodable, Sendable {
        let id: Int
        let page: String?

        private enum CodingKeys: String, CodingKey {
            case id = "workflow_run_id"
            case page = "html_url"
        }
    }
}
