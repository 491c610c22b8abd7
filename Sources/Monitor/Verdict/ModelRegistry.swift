/// Where the versions of a model are kept, and which of them is in use.
protocol ModelRegistry: Sendable {
    /// The version that the champion's alias names; nil if it names none. Throws if the registry cannot be asked now.
    func champion() async throws -> ModelVersion?
    /// A version with what is known of it now; nil if there is none.
    func version(_ version: String) async throws -> ModelVersion?
    /// The version that a run made; nil if there is none yet.
    ///
    /// - Parameters:
    ///   - key: The trigger's key.
    ///   - output: What the run gave back.
    ///   - champion: The version of which it is known that it was there before the run.
    func challenger(key: String, output: [String: String], champion: String) async throws -> ModelVersion?
    /// Gives an alias to a version.
    func point(_ alias: VerdictAction.Alias, to version: String) async throws
    /// Writes remarks beside a version.
    func tag(_ version: String, with tags: [String: String]) async throws
}
