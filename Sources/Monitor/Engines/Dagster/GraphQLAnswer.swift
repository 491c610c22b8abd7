import Foundation

/// What a GraphQL server answers.
struct GraphQLAnswer: Decodable, Sendable {
    /// One thing that went wrong, outside of what the schema foresees.
    struct Failure: Decodable, Sendable {
        let message: String
        /// The field that failed; nil if the query as a whole was not accepted.
        let path: [JSONValue]?
    }

    let data: JSONValue?
    let errors: [Failure]?

    /// What went wrong first.
    var message: String? { errors?.first?.message }

    /// Whether the server began to execute the query.
    var wasExecuted: Bool {
        let failures = errors ?? []
        return failures.isEmpty || data?.object != nil || failures.contains { $0.path != nil }
    }

    /// What went wrong first, of the body of an answer.
    @Sendable static func detail(_ body: Data) -> String {
        (try? JSONDecoder().decode(GraphQLAnswer.self, from: body))?.message ?? EngineDetail.text(body)
    }
}
