import Logging
import ServiceLifecycle

/// Has other roles go on in the place of those that a server began with, once they can.
struct SuccessionService: Service {
    /// Waits for the other roles; nil if the process is told to stop before.
    typealias Next = @Sendable () async throws -> [ServerRole]?

    let next: Next
    /// Has the roles answer.
    let begin: @Sendable ([ServerRole]) throws -> Void
    let logger: Logger

    func run() async throws {
        guard let roles = try await next() else { return }
        try begin(roles)
        let group = ServiceGroup(configuration: .init(services: roles.flatMap(\.services), logger: logger))
        try await group.run()
    }
}
