extension TextProfile {
    /// The binary form: the counts of rows, the lengths, the words and the texts, all in ascending order, words and texts
    /// by their hashes. Words are written by their places in that order.
    public func encoded() -> EncodedProfile {
        var body: [UInt8] = []
        for count in [rowCount, missingCount, infiniteCount] { body.appendPacked(count) }
        let lengths = lengths.ascending
        body.appendPacked(lengths.count)
        for (length, rows) in lengths {
            body.appendPacked(length)
            body.appendPacked(rows)
        }
        texts.append(to: &body, numbers: vocabulary.append(to: &body))
        return EncodedProfile(.text, body: body)
    }

    init(body: inout ByteReader) throws(ProfileEncodingError) {
        self.init()
        rowCount = try body.packed()
        missingCount = try body.packed()
        infiniteCount = try body.packed()
        for _ in 0..<(try body.packed()) { lengths.add(try body.packed(), rows: try body.packed()) }
        vocabulary = try Vocabulary(body: &body)
        texts = try StoredTexts(body: &body, wordCount: vocabulary.count)
    }
}

extension Vocabulary {
    /// Appends the words.
    ///
    /// - Returns: For each number of a word, the place that it is written at.
    fileprivate func append(to body: inout [UInt8]) -> [Int] {
        body.append(isShared ? 1 : 0)
        let hashes = isShared ? texts.indices.map { UInt64($0) << 44 } : self.hashes
        let order = texts.indices.filter { texts[$0] > 0 }.sorted { hashes[$0] < hashes[$1] }
        body.appendPacked(order.count)
        for number in order {
            body.appendInteger(hashes[number])
            body.appendPacked(occurrences[number])
            body.appendPacked(texts[number])
        }
        guard !isShared else { return Array(texts.indices) }
        var places = [Int](repeating: 0, count: order.count)
        for (place, number) in order.enumerated() { places[number] = place }
        return places
    }

    fileprivate init(body: inout ByteReader) throws(ProfileEncodingError) {
        self.init()
        if try body.byte() == 1 { _ = share() }
        for place in 0..<(try body.packed()) {
            let (hash, occurrences, texts): (UInt64, Int, Int) = (
                try body.integer(), try body.packed(), try body.packed()
            )
            guard texts > 0 else { throw .corrupt("a word that is in no text") }
            let number = add(hash, occurrences: occurrences, texts: texts)
            guard let number, isShared || number == place else { throw .corrupt("a word is there twice") }
        }
    }
}

extension StoredTexts {
    /// Appends the texts.
    ///
    /// - Parameter numbers: For each number of a word, the one to write.
    fileprivate func append(to body: inout [UInt8], numbers: [Int]) {
        body.appendPacked(level)
        body.appendPacked(indices.count)
        var entries: [Entry] = []
        for index in indices.sorted(by: { hash($0) < hash($1) }) {
            read(index, into: &entries)
            body.appendInteger(hash(index))
            body.appendPacked(rows(index))
            body.appendPacked(entries.count)
            for entry in entries {
                body.appendPacked(numbers[entry.number])
                body.appendPacked(entry.count)
            }
        }
    }

    fileprivate init(body: inout ByteReader, wordCount: Int) throws(ProfileEncodingError) {
        self.init(level: try body.packed())
        var entries: [Entry] = []
        for _ in 0..<(try body.packed()) {
            let hash: UInt64 = try body.integer()
            let rows = try body.packed()
            entries.removeAll(keepingCapacity: true)
            for _ in 0..<(try body.packed()) {
                let entry = Entry(number: try body.packed(), count: try body.packed())
                guard entry.number < wordCount else { throw .corrupt("a word is missing") }
                entries.append(entry)
            }
            add(hash, entries, rows: rows)
        }
    }
}

extension ByteReader {
    /// The next whole number, seven bits to a byte.
    fileprivate mutating func packed() throws(ProfileEncodingError) -> Int {
        var (number, shift) = (0, 0)
        while shift < 63 {
            let byte = try byte()
            number |= Int(byte & 0x7F) << shift
            if byte < 0x80 {
                guard number < Self.mostCounted else { throw .corrupt("an impossible count") }
                return number
            }
            shift += 7
        }
        throw .corrupt("a number is too long")
    }
}

extension [UInt8] {
    /// Appends a whole number, seven bits to a byte: small ones take one.
    mutating func appendPacked(_ number: Int) {
        var rest = UInt(number)
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }
}
