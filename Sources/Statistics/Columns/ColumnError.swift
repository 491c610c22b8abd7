/// Why the memory of a column cannot be used.
public enum ColumnError: Error, Equatable, CustomStringConvertible {
    /// The buffers do not have the layout that the type demands.
    case layout(String)
    /// No check can use this type; the text says what it is.
    case unsupported(String)
    /// A dictionary index points outside the dictionary.
    case dictionaryIndex(Int, count: Int)
    /// Values that were too many for memory could not be kept in a file; the text says why.
    case spill(String)
    /// Each single value is needed, but beyond the memory budget only buckets are left.
    case onlyBuckets

    /// What was expected and what was found.
    public var description: String {
        switch self {
        case .layout(let what): "broken Arrow data: \(what)"
        case .unsupported(let what): "it is \(what), which no check can use"
        case .spill(let why):
            "its values exceed the memory budget and could not be kept in a file: \(why); free space there or raise "
                + "global.memory_budget"
        case .onlyBuckets:
            "its values exceed the memory budget, and the buckets that are left do not tell one from the other; set "
                + "global.beyond_budget to spill or raise global.memory_budget"
        case .dictionaryIndex(let index, let count): "broken Arrow data: index \(index) in a dictionary of \(count)"
        }
    }
}
