/// The body that starts a pipeline, in the words of either of GitLab's two calls.
enum GitLabPipelineCreation: Encodable, Sendable {
    /// With a trigger token, which stands in the body.
    case trigger(token: String, ref: String, variables: [String: String])
    /// With an API token.
    case pipeline(ref: String, variables: [String: String])

    private struct Variable: Encodable {
        let key: String
        let value: String
    }

    private enum CodingKeys: String, CodingKey {
        case token, ref, variables
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .trigger(let token, let ref, let variables):
            try container.encode(token, forKey: .token)
            try container.encode(ref, forKey: .ref)
            try container.encode(variables, forKey: .variables)
        case .pipeline(let ref, let variables):
            try container.encode(ref, forKey: .ref)
            let sorted = variables.sorted { $0.key < $1.key }
            try container.encode(sorted.map { Variable(key: $0.key, value: $0.value) }, forKey: .variables)
        }
    }
}
