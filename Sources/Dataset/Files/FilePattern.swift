import Foundation

/// A path that may have wildcards: `*`, `?` and `[...]` within a component, and a component `**` for any number of them.
package struct FilePattern: Sendable, Hashable {
    private let text: String

    /// Takes the pattern as it is written.
    package init(_ text: String) {
        self.text = text
    }

    /// Whether it is a path and nothing else.
    package var isLiteral: Bool { Self.isLiteral(text) }

    /// Whether the pattern crosses folders, which the system's own patterns do not.
    var isRecursive: Bool { components.contains("**") }

    /// The components before the first one that stands for others: where to look.
    var base: String { components.prefix(while: Self.isLiteral).joined(separator: "/") }

    /// The paths on this machine that fit, in ascending order. A pattern that crosses folders fits none.
    package var matches: [String] {
        var result = unsafe glob_t()
        defer { unsafe globfree(&result) }
        guard unsafe glob(text, 0, nil, &result) == 0 else { return [] }
        return unsafe (0..<Int(result.gl_pathc)).compactMap { index in
            unsafe result.gl_pathv[index].map { unsafe String(cString: $0) }
        }
    }

    /// Whether a path fits. Names that begin with a dot fit no star.
    func fits(_ path: String) -> Bool {
        Self.fits(Self.components(path)[...], components[...])
    }

    private static func fits(_ path: ArraySlice<String>, _ pattern: ArraySlice<String>) -> Bool {
        guard let first = pattern.first else { return path.isEmpty }
        if first == "**" {
            let rest = pattern.dropFirst()
            return path.indices.contains { fits(path[$0...], rest) } || fits([], rest)
        }
        guard let component = path.first, unsafe fnmatch(first, component, FNM_PERIOD) == 0 else { return false }
        return fits(path.dropFirst(), pattern.dropFirst())
    }

    private var components: [String] { Self.components(text) }

    private static func components(_ text: String) -> [String] {
        text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    }

    private static func isLiteral(_ text: String) -> Bool { !text.contains { "*?[".contains($0) } }
}
