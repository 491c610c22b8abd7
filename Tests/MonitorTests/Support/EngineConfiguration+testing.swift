@testable import Monitor

extension EngineConfiguration {
    /// What stands under the key `engine` of a policy, in YAML's flow style.
    init(text: String) throws {
        self = try Configuration(text: "policies: [{name: p, match: [a=b], engine: {\(text)}}]").policies[0].engine
    }

    /// The engine itself, on the process's own threads.
    func engine() -> any RetrainingEngine {
        engine(with: .testing)
    }
}
