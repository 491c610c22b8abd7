import Foundation

/// What a supervisor is to run; written to its folder before it starts.
struct CommandJob: Sendable, Equatable, Codable {
    /// The absolute path of the program and its arguments.
    let arguments: [String]
    let environment: [String: String]
    let timeoutSeconds: Double
    /// What the program reads on its standard input.
    let input: String

    /// The variables that every program needs, taken from our own environment.
    static var baseEnvironment: [String: String] {
        ProcessInfo.processInfo.environment.filter { ["PATH", "HOME", "LANG", "TMPDIR"].contains($0.key) }
    }
}
