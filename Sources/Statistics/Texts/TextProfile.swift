/// What one pass over a text column leaves: lengths, words, and enough of each text to weigh its words later.
///
/// Merges by addition, whatever the split and the order of the rows. Memory is bounded by ``Vocabulary/mostWords`` and
/// ``StoredTexts/mostBytes``. Up to them nothing is approximate; beyond them counts of rows, lengths and words are still
/// exact.
public struct TextProfile: Sendable {
    /// Rows seen.
    public internal(set) var rowCount = 0
    /// Rows without a value.
    public internal(set) var missingCount = 0
    /// Rows with an infinite number; they are no text.
    public internal(set) var infiniteCount = 0
    var lengths = LengthCounts()
    var vocabulary = Vocabulary()
    var texts: StoredTexts
    private var splitter = WordSplitter()
    /// The words of the text that is being added.
    private var entries: [StoredTexts.Entry] = []

    /// Fixed, so that profiles of different processes merge.
    private static let seed: UInt64 = 0x2545_F491_4F6C_DD1D

    /// Makes an empty profile.
    public init() {
        self.init(mostBytes: StoredTexts.mostBytes)
    }

    init(mostBytes: Int) {
        texts = StoredTexts(mostBytes: mostBytes)
    }

    /// Reads the values of a categorical profile as texts.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    init(_ categories: inout CategoricalProfile) throws(ColumnError) {
        self.init()
        try add(&categories)
    }

    /// Rows with a text.
    public var valueCount: Int { rowCount - missingCount - infiniteCount }
    /// Distinct texts; nil where there are too many to keep them all.
    public var distinctCount: Int? { texts.isComplete ? texts.indices.count : nil }

    /// Rows of the most frequent text among those that are kept.
    public var mostFrequentCount: Int { texts.indices.map(texts.rows).max() ?? 0 }

    /// The usual statistics; nil without texts.
    ///
    /// - Parameter quantiles: Probabilities of quantiles of the lengths, each from 0 to 1.
    public func summary(quantiles: [Double] = []) -> TextSummary? {
        TextSummary(lengths, vocabulary, quantiles: quantiles)
    }

    /// Adds the rows of a column; what is no text counts by its label.
    public mutating func update(_ column: Column) throws(ColumnError) {
        switch column {
        case .text(let values): add(values)
        case .dictionary(let values): try add(values)
        default:
            var categories = CategoricalProfile()
            try categories.update(column)
            try add(&categories)
        }
    }

    /// Adds the rows of another profile.
    public mutating func merge(_ other: TextProfile) {
        rowCount += other.rowCount
        missingCount += other.missingCount
        infiniteCount += other.infiniteCount
        lengths.merge(other.lengths)
        if !vocabulary.hasRoom(for: other.vocabulary) { shareNumbers() }
        texts.merge(other.texts, numbers: vocabulary.merge(other.vocabulary))
    }

    /// Lets words share numbers from now on.
    mutating func shareNumbers() {
        let numbers = vocabulary.share()
        texts.renumber(numbers)
        for place in entries.indices { entries[place].number = numbers[entries[place].number] }
    }
}

extension TextProfile {
    private mutating func add(_ column: TextColumn) {
        rowCount += column.count
        missingCount += column.validity.nullCount
        for row in 0..<column.count where column.validity[row] { add(column[row], rows: 1) }
    }

    /// Each entry of a dictionary once, with the rows that point to it.
    private mutating func add(_ column: DictionaryColumn) throws(ColumnError) {
        var indices: [Int32] = []
        try column.decodeIndices(into: &indices)
        var rows = [Int](repeating: 0, count: column.valueCount)
        for index in indices where index >= 0 { rows[Int(index)] += 1 }
        guard case .text(let values) = column.values else {
            var categories = CategoricalProfile()
            try categories.update(.dictionary(column))
            return try add(&categories)
        }
        rowCount += indices.count
        var valueCount = 0
        for entry in rows.indices where rows[entry] > 0 && values.validity[entry] {
            add(values[entry], rows: rows[entry])
            valueCount += rows[entry]
        }
        missingCount += indices.count - valueCount
    }

    private mutating func add(_ categories: inout CategoricalProfile) throws(ColumnError) {
        rowCount += categories.rowCount
        missingCount += categories.missingCount
        infiniteCount += categories.infiniteCount
        try categories.sort().forEachText { text, rows in add(text, rows: rows) }
    }

    private mutating func add(_ text: Span<UInt8>, rows: Int) {
        lengths.add(splitter.split(text), rows: rows)
        countWords(rows: rows)
        texts.add(ByteHash.of(text, seed: Self.seed), entries, rows: rows)
    }

    /// Counts the words of the text that was split last, and leaves the distinct ones in ``entries``.
    private mutating func countWords(rows: Int) {
        entries.removeAll(keepingCapacity: true)
        splitter.sortWords()
        var start = 0
        while start < splitter.words.count {
            let hash = splitter.words[start]
            var end = start + 1
            while end < splitter.words.count, splitter.words[end] == hash { end += 1 }
            let count = end - start
            if let number = vocabulary.add(hash, occurrences: count * rows, texts: rows) {
                entries.append(StoredTexts.Entry(number: number, count: count))
                start = end
            } else {
                shareNumbers()
            }
        }
    }
}
