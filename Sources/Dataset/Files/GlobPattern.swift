import Foundation

/// A pattern of paths: `*`, `?` and `[...]` within a component, and a component `**` for any number of them.
struct GlobPattern: Sendable, Hashable {
    private let components: [String]

    init(_ text: String) {
        components = Self.components(text)
    }

    /// Whether a text has anything in it that stands for other characters.
    static func isPattern(_ text: String) -> Bool { text.contains { "*?[".contains($0) } }

    /// Whether the pattern crosses folders, which the system's own patterns do not.
    var isRecursive: Bool { components.contains("**") }

    /// The components before the first one that stands for others: where to look.
    var base: String { components.prefix { !Self.isPattern($0) }.joined(separator: "/") }

    /// Whether a path fits. Names that begin with a dot fit no star.
    func matches(_ path: String) -> Bool {
        matches(Self.components(path)[...], components[...])
    }

    private func matches(_ path: ArraySlice<String>, _ pattern: ArraySlice<String>) -> Bool {
        guard let first = pattern.first else { return path.isEmpty }
        if first == "**" {
            let rest = pattern.dropFirst()
            return path.indices.contains { matches(path[$0...], rest) } || matches([], rest)
        }
        guard let component = path.first, unsafe fnmatch(first, component, FNM_PERIOD) == 0 else { return false }
        return matches(path.dropFirst(), pattern.dropFirst())
    }

    private static func components(_ text: String) -> [String] {
        text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    }
}
