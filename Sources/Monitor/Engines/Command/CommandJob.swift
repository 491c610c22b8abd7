import Foundation

/// What a supervisor is to run; written to its folder before it starts.
struct CommandJob: Sendable, Equatable, Codable {
    /// The absolute path of the program and its arguments.
    let arguments: [String]
    let environment: [String: String]
    /// For all tries together.
    let timeoutSeconds: Double
    /// How often a program is run at most that cannot work now.
    var maxAttempts = 1
    /// The pause before the second try, doubled for each further one.
    var backoffSeconds: Double = 0
    /// What the program reads on its standard input.
    let input: String
    /// As whom it runs and what it may take; nil as we do.
    var confinement: CommandConfinement?

    /// The variables that every program needs, taken from our own environment.
    static var baseEnvironment: [String: String] {
        ProcessInfo.processInfo.environment.filter { ["PATH", "HOME", "LANG", "TMPDIR"].contains($0.key) }
    }
}
