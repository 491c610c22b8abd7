/// One value of a categorical column.
///
/// Equality is that of the bytes, not Unicode's canonical equivalence: two spellings of one letter are two categories,
/// as they are to every other program that reads the data.
public enum Category: Sendable, Hashable {
    case boolean(Bool)
    case integer(Int64)
    /// A number with a fraction; whole numbers are ``integer(_:)``, so that 1 and 1.0 are one category.
    case real(Double)
    case text([UInt8])

    /// Makes the category of a number.
    public init(number: Double) {
        self = Int64(exactly: number).map(Category.integer) ?? .real(number)
    }

    /// Makes the category of a string.
    public init(_ text: String) {
        self = .text(Array(text.utf8))
    }

    /// Whether two labels are one, whatever types they are written in: true is 1 beside numbers, and 1 is "1" beside
    /// texts.
    func isSameLabel(as other: Category) -> Bool {
        let notation = CategoryNotation(of: [self, other])
        return notation(self) == notation(other)
    }

    /// How the category is written in a label; bytes that are not UTF-8 are replaced.
    public var label: String {
        switch self {
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .real(let value): "\(value)"
        case .text(let bytes): String(decoding: bytes, as: UTF8.self)
        }
    }
}

extension Category: Comparable {
    /// Booleans before numbers before texts; texts by their bytes.
    public static func < (left: Category, right: Category) -> Bool {
        switch (left, right) {
        case (.boolean(let left), .boolean(let right)): !left && right
        case (.integer(let left), .integer(let right)): left < right
        case (.real(let left), .real(let right)): left < right
        // Integers with the double of a real number come before it, so that no three are in a circle.
        case (.integer(let left), .real(let right)): Double(left) <= right
        case (.real(let left), .integer(let right)): left < Double(right)
        case (.text(let left), .text(let right)): left.lexicographicallyPrecedes(right)
        default: left.rank < right.rank
        }
    }

    private var rank: Int {
        switch self {
        case .boolean: 0
        case .integer, .real: 1
        case .text: 2
        }
    }
}

extension Category: CustomStringConvertible {
    /// The category as it is written in a configuration: texts in quotes.
    public var description: String {
        guard case .text = self else { return label }
        return "\"\(label)\""
    }
}
