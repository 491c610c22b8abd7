import Foundation

/// Runs retrainings as a program on this machine.
///
/// A supervisor process of its own starts the program, outlives the bridge and writes down the result, so a bridge
/// that comes back after a crash neither starts a finished run again nor a running one.
struct CommandEngine: RetrainingEngine {
    let configuration: CommandConfiguration
    let runner: CommandRunner

    var idempotency: Idempotency { .key }

    func start(_ request: RetrainingRequest) async -> StartOutcome {
        guard let program = configuration.arguments.first, let path = ExecutablePath.find(program) else {
            return .refused("no executable \(configuration.arguments.first ?? "")")
        }
        do {
            let job = CommandJob(
                arguments: [path] + configuration.arguments.dropFirst(),
                environment: environment(for: request), timeoutSeconds: configuration.timeout.seconds,
                maxAttempts: configuration.maxAttempts, backoffSeconds: configuration.backoff.seconds,
                input: try Self.input(for: request), confinement: configuration.confinement)
            return .started(try await runner.start(job, key: request.key))
        } catch {
            return .unavailable("\(error)")
        }
    }

    func poll(_ run: EngineRun) async throws -> RunReport {
        let state = try await runner.state(key: run.id)
        guard case .succeeded = state else { return RunReport(state: state) }
        return RunReport(state: state, output: try await runner.output(key: run.id))
    }

    func find(key: String, since moment: Date) async throws -> EngineRun? {
        switch try await runner.state(key: key) {
        case .missing: nil
        default: EngineRun(id: key, url: nil, isNew: false)
        }
    }

    func cancel(_ run: EngineRun) async throws -> Cancelling {
        try await runner.stop(key: run.id)
        return .accepted
    }

    /// The alert, and the file that takes what the program gives back.
    private func environment(for request: RetrainingRequest) -> [String: String] {
        let file = runner.folder(key: request.key).givenBack(byOther: configuration.confinement?.user != nil)
        let output = ["MODELWATCH_OUTPUT": file.path(percentEncoded: false)]
        return configuration.environment(adding: request.variables.merging(output) { _, path in path })
    }

    private static func input(for request: RetrainingRequest) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(request), as: UTF8.self) + "\n"
    }
}
