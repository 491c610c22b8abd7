import Hummingbird
import Logging
import NIOCore

/// `POST /api/v1/gate`: tells whether a new version of a model may replace the one in use.
///
/// It changes nothing and knows no secret, so whoever may read may ask.
struct GateController: Sendable {
    /// Two versions with thousands of metrics each.
    private static let bodyBytes = 1 << 20
    private static let loggedCharacters = 300
    private static let expected = "a JSON object with champion, challenger and policy or metrics"

    let configurations: ConfigurationStore
    let logger: Logger

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection().write { request, _ in try await decide(request) }
    }

    private func decide(_ request: Request) async throws -> Response {
        do {
            let body = try await request.json(JSONValue.self, upTo: Self.bodyBytes, expected: Self.expected)
            let asked = try GateRequest(body, policies: configurations.current.policies)
            let decision = VerdictGate(asked.rules).decision(champion: asked.champion, challenger: asked.challenger)
            logger.info(
                "A version was judged",
                metadata: [
                    "champion": "\(asked.champion.version.prefix(Self.loggedCharacters))",
                    "challenger": "\(asked.challenger.version.prefix(Self.loggedCharacters))",
                    "outcome": "\(decision.outcome.rawValue)",
                    "reason": "\(decision.reason.prefix(Self.loggedCharacters))",
                ])
            return try Response(json: decision)
        } catch let error as GateDocumentError {
            throw HTTPError(.badRequest, message: "\(error)")
        } catch let error as InvalidConfiguration {
            let problems = error.errors.map { "\($0.problem)".printable }
            throw HTTPError(.badRequest, message: problems.joined(separator: "; "))
        } catch is NIOTooManyBytesError {
            throw HTTPError(.contentTooLarge, message: "expected at most \(Self.bodyBytes) bytes")
        }
    }
}
