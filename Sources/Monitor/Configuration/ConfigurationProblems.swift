import Yams

/// Gathers the mistakes of one file while it is read, so that all of them are told at once.
final class ConfigurationProblems {
    /// The file as it was named by the user.
    let file: String
    /// The folder that relative paths in the file start from.
    let folder: String
    private(set) var errors: [ConfigurationError] = []
    private var prerequisites: [Prerequisite] = []

    init(file: String, folder: String) {
        self.file = file
        self.folder = folder
    }

    /// Notes a mistake; what has no mark stands in no file.
    func add(_ problem: ConfigurationError.Problem, at mark: Mark?) {
        let file = mark == nil ? ConfigurationError.commandLine : file
        errors.append(.init(file: file, line: mark?.line, column: mark?.column, problem: problem))
    }

    /// The place of a mark in the file.
    func place(of mark: Mark?) -> ConfigurationPlace {
        ConfigurationPlace(file: file, line: mark?.line, column: mark?.column)
    }

    /// Notes what must be there at the start.
    func note(_ prerequisite: Prerequisite) {
        prerequisites.append(prerequisite)
    }

    /// Hands over what was noted since the last time.
    func takePrerequisites() -> [Prerequisite] {
        defer { prerequisites = [] }
        return prerequisites
    }

    /// The mistakes in the order of their places.
    var sorted: [ConfigurationError] {
        errors.sorted { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) }
    }
}
