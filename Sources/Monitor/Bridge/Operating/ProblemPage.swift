import HTTPTypes
import Hummingbird

/// The page that tells why a form was not taken.
struct ProblemPage: Sendable {
    private let page: PageTemplate

    init(in frame: PageFrame) throws {
        page = try PageTemplate(Self.body, in: frame)
    }

    /// Answers with what the body does, or with the page if it throws what a person is to be told.
    func explaining(_ body: () async throws -> Response) async throws -> Response {
        do {
            return try await body()
        } catch let error as HTTPError {
            return page.response(["title": "Not done", "message": error.body ?? ""], status: error.status)
        }
    }

    private static let body = """
        <h1>Not done</h1>
        <p class="problem">{{message}}</p>
        <p><a href="%ROOT%/sign-in">Sign in</a> · <a href="%ROOT%/triggers">Triggers</a> · <a href="%ROOT%/episodes">Episodes</a></p>
        """
}
