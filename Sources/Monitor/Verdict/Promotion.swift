import Yams

/// What is done with a challenger that is better.
enum Promotion: Sendable, Equatable {
    /// Nothing: people promote it.
    case none
    /// The registry's champion alias is moved to it.
    case alias
    /// Others promote it.
    case hook(VerdictHook)

    /// Reads `promote`: `none`, `alias`, or a mapping with a hook.
    init(_ mapping: ConfigurationMapping) {
        if mapping.node("promote")?.mapping != nil {
            self = VerdictHook("promote", of: mapping).map { .hook($0) } ?? .none
        } else {
            self = mapping.value("promote", default: Word.none) == .alias ? .alias : .none
        }
    }

    private enum Word: String, ConfigurationChoice {
        case none
        case alias

        static let placeholder = Word.none
        static let expectation = "none, alias, or a mapping with webhook or command"
    }
}
