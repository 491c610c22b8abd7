import Hummingbird
import Synchronization

/// Answers requests as the roles of the server do at that moment, of which others may take the place.
final class StagedResponder: HTTPResponder {
    typealias Stage = GuardedResponder<RouterResponder<BasicRequestContext>>

    private let stage: Mutex<Stage>

    init(_ stage: Stage) {
        self.stage = Mutex(stage)
    }

    /// Answers in another way from now on, on the connections that there are.
    func go(on next: Stage) {
        stage.withLock { $0 = next }
    }

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        try await stage.withLock { $0 }.respond(to: request, context: context)
    }
}
