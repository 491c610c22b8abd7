/// Why a reload is not what was asked for, although the configuration may be good.
enum ReloadError: Error, Equatable, CustomStringConvertible {
    /// What only a restart can change.
    case needsRestart(key: String, from: String, to: String)
    /// What is good is in force, some files are not.
    case incomplete(ConfigurationChange)
    /// The process ends.
    case shuttingDown

    /// Whether what is good is in force.
    var isIncomplete: Bool {
        if case .incomplete = self { true } else { false }
    }

    /// Throws if a setting that only a restart can change is another one.
    static func refuse(change key: String, from old: String, to new: String) throws(ReloadError) {
        guard old == new else { throw .needsRestart(key: key, from: old, to: new) }
    }

    var description: String {
        switch self {
        case .needsRestart(let key, let old, let new):
            "\(key) cannot change from \(old) to \(new) while the process runs: restart it, or undo the change"
        case .incomplete(let change):
            "some files of models_files are refused, and their models stay as they were; the rest is in force:\n\(change)"
        case .shuttingDown: "the process is ending: start it again"
        }
    }
}
