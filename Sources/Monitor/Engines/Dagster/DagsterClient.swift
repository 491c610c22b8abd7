import Foundation
import Transfers

/// Asks Dagster's GraphQL API, which tells most errors with status 200.
struct DagsterClient: Sendable {
    private let token: Secret?
    private let client: EngineClient

    init(_ configuration: DagsterConfiguration, with tools: EngineTools) {
        token = configuration.token
        client = EngineClient(
            engine: "Dagster", url: configuration.url + "/graphql", authorization: configuration.authorization,
            timeout: configuration.timeout, client: tools.client, detail: GraphQLAnswer.detail,
            secrets: configuration.token.map { [$0] } ?? [])
    }

    /// The result of the one field that a query asks for; a union, of which `__typename` tells the case.
    ///
    /// A query that Dagster does not execute at all is refused, be it with status 500.
    func result(_ query: String, _ variables: [String: JSONValue]) async throws -> JSONValue {
        var request = HTTPClientRequest(method: "POST", url: client.url)
        request.headers = [("Content-Type", "application/json")]
        if let token { request.headers.append(("Dagster-Cloud-Api-Token", try token.read())) }
        request.body = try JSONEncoder().encode(["query": .string(query), "variables": JSONValue.object(variables)])
        let response = try await client.send(request, expecting: [200, 500])
        let answer = try? JSONDecoder().decode(GraphQLAnswer.self, from: response.body)
        let detail = client.concealed(answer?.message ?? "", in: request)
        if answer?.wasExecuted == false { throw EngineError.refusal(engine: client.engine, detail) }
        guard response.status == 200 else {
            throw EngineError.status(engine: client.engine, response.status, detail, retryAfter: nil)
        }
        guard let result = answer?.data?.object?.values.first, result.object != nil else {
            throw EngineError.unexpectedAnswer(engine: client.engine)
        }
        return result
    }

    /// The error that a result tells.
    func error(_ result: JSONValue) -> EngineError {
        let message = result["message"]?.string ?? result["errors"]?.array?.first?["message"]?.string
        let text = "\(result["__typename"]?.string ?? "an error") \(message ?? "")"
        return .refusal(engine: client.engine, client.concealed(text))
    }
}
