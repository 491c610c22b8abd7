/// The distinct texts of a column, each by the numbers of its words: what is needed of them to weigh words once all texts
/// are known. Merges by addition.
///
/// Takes about ``bytesPerText`` for a text and ``bytesPerWord`` for each of its distinct words, up to ``mostBytes``. Beyond,
/// only those texts are kept whose hash begins with ``level`` zero bits, each with all its rows: which ones depends on what
/// texts there are and not on their order.
struct StoredTexts: Sendable {
    /// A word of a text and how often it occurs there.
    struct Entry: Sendable, Equatable {
        var number: Int
        var count: Int
    }

    /// About the most memory that texts take: a million of 18 distinct words.
    static let mostBytes = 1 << 26
    /// On average; what is counted must not depend on the order of the texts, as the true number does.
    static let (bytesPerText, bytesPerWord) = (28, 2)

    private var numbering = HashNumbering()
    /// How many rows have a text, at most 2^32 − 1.
    private var rows: [UInt32] = []
    /// Where the words of a text end; they begin where those of its predecessor end.
    private var ends: [UInt32] = []
    private var words = PackedNumbers()
    private let mostBytes: Int
    private var byteCount = 0
    /// How many zero bits the hash of a text must begin with.
    private(set) var level = 0
    /// Rows whose text is kept.
    private(set) var rowCount = 0

    init(mostBytes: Int = Self.mostBytes, level: Int = 0) {
        self.mostBytes = mostBytes
        self.level = level
    }

    /// Whether every text is kept.
    var isComplete: Bool { level == 0 }
    /// Where the texts are.
    var indices: Range<Int> { rows.indices }

    /// The hash of a text.
    func hash(_ index: Int) -> UInt64 { numbering.hashes[index] }

    /// How many rows have a text.
    func rows(_ index: Int) -> Int { Int(rows[index]) }

    /// Whether a text is kept.
    func contains(_ hash: UInt64) -> Bool { numbering.find(hash) != nil }

    /// Adds rows of a text, unless it is one that is not kept.
    ///
    /// - Parameter entries: Its distinct words, in ascending order of their hashes.
    mutating func add(_ hash: UInt64, _ entries: [Entry], rows added: Int) {
        guard isKept(hash) else { return }
        rowCount += added
        let index = numbering.number(hash)
        guard index == rows.count else {
            rows[index] = UInt32(clamping: rows(index) + added)
            return
        }
        rows.append(UInt32(clamping: added))
        for entry in entries { append(entry) }
        ends.append(UInt32(words.end))
        byteCount += Self.bytesPerText + Self.bytesPerWord * entries.count
        while byteCount > mostBytes, level < UInt64.bitWidth { rebuild(level: level + 1) }
    }

    /// Replaces `entries` by the words of a text, in ascending order of their hashes. Words that share a number are next
    /// to each other.
    func read(_ index: Int, into entries: inout [Entry]) {
        entries.removeAll(keepingCapacity: true)
        var place = index == 0 ? 0 : Int(ends[index - 1])
        while place < ends[index] {
            let number = words.next(&place)
            entries.append(Entry(number: number >> 1, count: number & 1 == 0 ? 1 : words.next(&place)))
        }
    }

    /// Calls `body` with the words of each text, as ``read(_:into:)``, and its rows.
    func forEach(_ body: ([Entry], Int) -> Void) {
        var entries: [Entry] = []
        for index in indices {
            read(index, into: &entries)
            body(entries, rows(index))
        }
    }

    /// Gives the words other numbers.
    mutating func renumber(_ numbers: [Int]) {
        rebuild(level: level, numbers: numbers)
    }

    /// Adds the texts of another store.
    ///
    /// - Parameter numbers: For each number of a word there, the one here.
    mutating func merge(_ other: StoredTexts, numbers: [Int]) {
        if other.level > level { rebuild(level: other.level) }
        var entries: [Entry] = []
        for index in other.indices {
            other.read(index, into: &entries)
            for place in entries.indices { entries[place].number = numbers[entries[place].number] }
            add(other.hash(index), entries, rows: other.rows(index))
        }
    }

    private func isKept(_ hash: UInt64) -> Bool { hash.leadingZeroBitCount >= level }

    private mutating func append(_ entry: Entry) {
        words.append(entry.number << 1 | (entry.count > 1).bit)
        if entry.count > 1 { words.append(entry.count) }
    }

    private mutating func rebuild(level: Int, numbers: [Int]? = nil) {
        var rebuilt = StoredTexts(mostBytes: mostBytes, level: level)
        var entries: [Entry] = []
        for index in indices where rebuilt.isKept(hash(index)) {
            read(index, into: &entries)
            if let numbers { for place in entries.indices { entries[place].number = numbers[entries[place].number] } }
            rebuilt.add(hash(index), entries, rows: rows(index))
        }
        self = rebuilt
    }
}
