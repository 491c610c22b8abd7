import Foundation

/// A path that may have wildcards: `*`, `?` and `[...]`; a star does not cross a slash.
package struct FilePattern: Sendable {
    private let text: String

    /// Takes the pattern as it is written.
    package init(_ text: String) {
        self.text = text
    }

    /// Whether it is a path and nothing else.
    package var isLiteral: Bool { !text.contains { "*?[".contains($0) } }

    /// The paths that fit, in ascending order.
    package var matches: [String] {
        var result = unsafe glob_t()
        defer { unsafe globfree(&result) }
        guard unsafe glob(text, 0, nil, &result) == 0 else { return [] }
        return unsafe (0..<Int(result.gl_pathc)).compactMap { index in
            unsafe result.gl_pathv[index].map { unsafe String(cString: $0) }
        }
    }
}
