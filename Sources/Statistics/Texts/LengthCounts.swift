/// How many texts have each length. Merges by addition.
///
/// Lengths repeat: k different ones take k²/2 characters of text at least.
struct LengthCounts: Sendable, Equatable {
    /// Of short lengths, which most texts have.
    private var short = [Int](repeating: 0, count: 512)
    private var long: [Int: Int] = [:]

    /// Adds rows of one length.
    mutating func add(_ length: Int, rows: Int) {
        if length < short.count { short[length] += rows } else { long[length, default: 0] += rows }
    }

    /// Adds those of another.
    mutating func merge(_ other: LengthCounts) {
        for (length, rows) in other.ascending { add(length, rows: rows) }
    }

    /// Each length that occurs with its rows, ascending.
    var ascending: [(length: Int, rows: Int)] {
        short.enumerated().filter { $0.element > 0 }.map { ($0.offset, $0.element) }
            + long.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
