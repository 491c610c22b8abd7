import Testing

/// Starts one Prefect server for all tests of a suite, and stops it after them.
struct PrefectTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing body: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let server = try await PrefectServer()
        do {
            try await PrefectServer.$current.withValue(server) { try await body() }
        } catch {
            try await server.stop()
            throw error
        }
        try await server.stop()
    }
}

extension Trait where Self == PrefectTrait {
    /// One real Prefect server for the whole suite.
    static var prefect: Self { Self() }
}
