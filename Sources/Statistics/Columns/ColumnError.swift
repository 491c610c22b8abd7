/// Why the memory of a column cannot be used.
public enum ColumnError: Error, Equatable, CustomStringConvertible {
    /// The buffers do not have the layout that the type demands.
    case layout(String)
    /// No check can use this type; the text says what it is.
    case unsupported(String)
    /// A dictionary index points outside the dictionary.
    case dictionaryIndex(Int, count: Int)

    /// What was expected and what was found.
    public var description: String {
        switch self {
        case .layout(let what): "broken Arrow data: \(what)"
        case .unsupported(let what): "it is \(what), which no check can use"
        case .dictionaryIndex(let index, let count): "broken Arrow data: index \(index) in a dictionary of \(count)"
        }
    }
}
