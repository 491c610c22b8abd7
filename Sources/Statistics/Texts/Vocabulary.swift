/// The words of a text column: how often each occurs, and in how many texts. Merges by addition.
///
/// Up to ``mostWords`` distinct words are told apart. Beyond, words share numbers by their hash (feature hashing), so that
/// none is left out: a number then counts the occurrences of all its words. Whether words share numbers depends on how
/// many distinct ones there are and not on their order.
struct Vocabulary: Sendable {
    /// The most distinct words that are told apart.
    static let mostWords = 1 << 20

    private var numbering = HashNumbering()
    /// Occurrences by number.
    private(set) var occurrences: [Int] = []
    /// Texts with the word, by number; of words that share a number their sum.
    private(set) var texts: [Int] = []
    /// Whether words share numbers.
    private(set) var isShared = false

    /// The number that a word has where words share numbers.
    static func sharedNumber(_ hash: UInt64) -> Int { Int(hash >> 44) }

    /// How many numbers there are.
    var count: Int { texts.count }
    /// How many words there are, repeats included.
    var total: Int { occurrences.reduce(0, +) }

    /// The number of a word; nil if it never occurred.
    func number(_ hash: UInt64) -> Int? {
        guard isShared else { return numbering.find(hash) }
        let number = Self.sharedNumber(hash)
        return texts[number] > 0 ? number : nil
    }

    /// The hashes of the words by number; none where words share numbers.
    var hashes: [UInt64] { numbering.hashes }

    /// Counts a word.
    ///
    /// - Returns: Its number; nil if it is one too many, and nothing was counted: call ``share()`` first.
    mutating func add(_ hash: UInt64, occurrences count: Int, texts textCount: Int) -> Int? {
        let number: Int
        if isShared {
            number = Self.sharedNumber(hash)
        } else {
            guard self.count < Self.mostWords || numbering.find(hash) != nil else { return nil }
            number = numbering.number(hash)
            if number == texts.count {
                occurrences.append(0)
                texts.append(0)
            }
        }
        occurrences[number] += count
        texts[number] += textCount
        return number
    }

    /// Lets words share numbers from now on.
    ///
    /// - Returns: For each number until now, the one that replaces it.
    mutating func share() -> [Int] {
        var shared = Vocabulary()
        shared.occurrences = [Int](repeating: 0, count: Self.mostWords)
        shared.texts = shared.occurrences
        shared.isShared = true
        let numbers = shared.merge(self)
        self = shared
        return numbers
    }

    /// Whether the words of another can be added as they are, without sharing numbers first.
    func hasRoom(for other: Vocabulary) -> Bool {
        if isShared { return true }
        guard !other.isShared else { return false }
        return count + other.hashes.count { numbering.find($0) == nil } <= Self.mostWords
    }

    /// Adds the words of another, for which there must be room.
    ///
    /// - Returns: For each number there, the one here.
    mutating func merge(_ other: Vocabulary) -> [Int] {
        precondition(hasRoom(for: other), "share numbers first")
        guard !other.isShared else {
            for number in texts.indices {
                occurrences[number] += other.occurrences[number]
                texts[number] += other.texts[number]
            }
            return Array(texts.indices)
        }
        return other.hashes.indices.compactMap { number in
            add(other.hashes[number], occurrences: other.occurrences[number], texts: other.texts[number])
        }
    }
}
