import Foundation

/// Runs retrainings as workflows of Argo that are named by their key.
struct ArgoWorkflowsEngine: RetrainingEngine {
    private let server: ArgoServer
    private let submit: @Sendable (RetrainingRequest) async throws -> Void

    /// - Parameter submit: Makes the workflow of a request.
    init(_ server: ArgoServer, submit: @escaping @Sendable (RetrainingRequest) async throws -> Void) {
        self.server = server
        self.submit = submit
    }

    var idempotency: Idempotency { .name }

    func start(_ request: RetrainingRequest) async -> StartOutcome {
        do {
            try await submit(request)
            return .started(server.run(request.key, isNew: true))
        } catch {
            return await adopting(request.key, after: error)
        }
    }

    func poll(_ run: EngineRun) async throws -> RunReport {
        try await server.report(run.id)
    }

    func cancel(_ run: EngineRun) async throws -> Cancelling {
        do {
            try await server.terminate(run.id)
            return .accepted
        } catch let error as EngineError {
            return try await cancelling(run, after: error)
        }
    }

    func find(key: String, since moment: Date) async throws -> EngineRun? {
        try await server.report(key).state == .missing ? nil : server.run(key, isNew: false)
    }
}
