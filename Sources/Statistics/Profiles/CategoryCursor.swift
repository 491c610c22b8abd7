/// Reads an ascending list of categories, one after the other.
///
/// A list is words of 8 bytes, for each category three things: its rows, a header, and its value. The header has the kind
/// of the value in its two lowest bits and above them the number of bytes of a text. A text takes as many words as it
/// needs, the first byte of eight in the highest place, so that words order as the bytes do; any other value takes one.
struct CategoryCursor: Sendable {
    /// What a value is.
    enum Kind: UInt64 {
        case boolean, integer, real, text

        /// The order of values of different kinds; numbers are compared.
        fileprivate var rank: Int {
            switch self {
            case .boolean: 0
            case .integer, .real: 1
            case .text: 2
            }
        }
    }

    private let words: KeyArray
    private var place = 0
    private var released = 0

    /// Begins with the first category.
    init(_ words: KeyArray) {
        self.words = words
    }

    /// Whether all categories were read.
    var isAtEnd: Bool { place == words.count }
    /// The rows of the category.
    var rows: Int { Int(truncatingIfNeeded: words[place]) }
    /// What the category is.
    var kind: Kind { Self.kind(words[place + 1]) }
    /// The number of bytes of a text.
    var byteCount: Int { Int(truncatingIfNeeded: words[place + 1] >> 2) }

    /// The category.
    var category: Category {
        switch kind {
        case .boolean: .boolean(words[place + 2] != 0)
        case .integer: .integer(Int64(bitPattern: words[place + 2]))
        case .real: .real(Double(bitPattern: words[place + 2]))
        case .text: .text((0..<byteCount).map(byte))
        }
    }

    /// Replaces `bytes` by the category written as a text.
    func readText(into bytes: inout [UInt8]) {
        guard kind == .text else {
            bytes = Array(category.label.utf8)
            return
        }
        bytes.removeAll(keepingCapacity: true)
        for index in 0..<byteCount { bytes.append(byte(index)) }
    }

    /// Goes on to the next category.
    mutating func advance() {
        place += 2 + Self.valueLength(words[place + 1])
        guard place - released >= Self.wordsToRelease else { return }
        words.releasePages(released..<place)
        released = place
    }

    /// Appends the category to a list.
    func append(to list: inout KeyArray, rows: Int) {
        list.append(UInt64(rows))
        list.append(contentsOf: words, place + 1..<place + 2 + Self.valueLength(words[place + 1]))
    }

    /// Less than 0 if the category comes before that of another list, 0 if they are the same. Neither may be at its end.
    func order(_ other: CategoryCursor) -> Int {
        let (left, right) = (kind, other.kind)
        guard left == .text, right == .text else {
            guard left.rank == right.rank else { return left.rank - right.rank }
            return category == other.category ? 0 : category < other.category ? -1 : 1
        }
        let shared = min(Self.valueLength(words[place + 1]), Self.valueLength(other.words[other.place + 1]))
        for offset in 2..<2 + shared {
            let (left, right) = (words[place + offset], other.words[other.place + offset])
            if left != right { return left < right ? -1 : 1 }
        }
        // What is cut off is filled up with zeroes.
        return byteCount - other.byteCount
    }

    private func byte(_ index: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: words[place + 2 + index / 8] >> UInt64(56 - index % 8 * 8))
    }

    /// As much as is mapped at a time.
    private static let wordsToRelease = 8192

    private static func kind(_ header: UInt64) -> Kind {
        guard let kind = Kind(rawValue: header & 3) else { preconditionFailure("two bits, four kinds") }
        return kind
    }

    private static func valueLength(_ header: UInt64) -> Int {
        kind(header) == .text ? Int(truncatingIfNeeded: ((header >> 2) + 7) / 8) : 1
    }
}

extension CategoryCursor {
    /// Whether the words here, from a file that anybody may have written, are a category.
    var isValid: Bool {
        guard words.count - place > 2 || words.count - place == 2 && words[place + 1] == Kind.text.rawValue,
            words[place] > 0, words[place] <= UInt64(Int.max),
            words[place + 1] >> 2 <= UInt64(words.count - place - 2) * 8,
            Self.valueLength(words[place + 1]) <= words.count - place - 2
        else { return false }
        switch kind {
        case .boolean: return byteCount == 0 && words[place + 2] <= 1
        case .integer: return byteCount == 0
        case .real: return byteCount == 0 && Double(bitPattern: words[place + 2]).isFinite
        case .text:
            let filled = byteCount % 8
            return filled == 0 || words[place + 2 + byteCount / 8] << UInt64(8 * filled) == 0
        }
    }
}

extension KeyArray {
    /// Appends a category to a list.
    mutating func appendCategory(_ category: Category, rows: Int) {
        switch category {
        case .boolean(let value): appendCategory(.boolean, value ? 1 : 0, rows: rows)
        case .integer(let value): appendCategory(.integer, UInt64(bitPattern: value), rows: rows)
        case .real(let value): appendCategory(.real, value.bitPattern, rows: rows)
        case .text(let bytes): appendCategory(bytes.span, rows: rows)
        }
    }

    /// Appends a text to a list.
    mutating func appendCategory(_ text: Span<UInt8>, rows: Int) {
        append(UInt64(rows))
        append(UInt64(text.count) << 2 | CategoryCursor.Kind.text.rawValue)
        for start in stride(from: 0, to: text.count, by: 8) { append(text.word(at: start)) }
    }

    private mutating func appendCategory(_ kind: CategoryCursor.Kind, _ value: UInt64, rows: Int) {
        append(UInt64(rows))
        append(kind.rawValue)
        append(value)
    }
}

extension Span<UInt8> {
    /// Eight bytes, the first in the highest place; zeroes beyond the end.
    func word(at start: Int) -> UInt64 {
        var word: UInt64 = 0
        for offset in start..<start + 8 { word = word << 8 | (offset < count ? UInt64(self[offset]) : 0) }
        return word
    }
}
