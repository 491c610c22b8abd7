/// A column name in which `*` stands for any characters and `?` for one.
public struct NamePattern: Sendable, Equatable {
    /// The pattern as it is written.
    public let text: String
    /// Whether it is a name, which fits itself and nothing else.
    public let isName: Bool
    private let pattern: [Character]

    /// Reads a pattern; every string is one.
    public init(_ pattern: String) {
        text = pattern
        self.pattern = Array(pattern)
        isName = !pattern.contains { $0 == "*" || $0 == "?" }
    }

    /// Whether the whole of `name` fits.
    public func matches(_ name: String) -> Bool {
        if isName { return name == text }
        let name = Array(name)
        var (place, index) = (0, 0)
        // Where to resume after the last star: it takes one character more each time the rest does not fit.
        var resume: (place: Int, index: Int)?
        while index < name.count {
            if place < pattern.count, pattern[place] == "*" {
                resume = (place + 1, index)
                place += 1
            } else if place < pattern.count, pattern[place] == "?" || pattern[place] == name[index] {
                place += 1
                index += 1
            } else if let star = resume {
                resume = (star.place, star.index + 1)
                (place, index) = (star.place, star.index + 1)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == "*" }
    }
}
