/// Merges ascending lists of categories into one, holding one category of each.
struct CategoryMerge {
    private var cursors: [CategoryCursor]
    /// The lists that are not at their end, as a binary heap: the first has the first category.
    private var heap: [Int] = []

    init(_ lists: [KeyArray]) {
        cursors = lists.map { CategoryCursor($0) }
        for list in cursors.indices where !cursors[list].isAtEnd { heap.append(list) }
        for place in heap.indices.reversed() { sink(from: place) }
    }

    /// One list with the rows of all.
    ///
    /// - Parameter spill: Where the list goes if it is too long for memory; nil for no limit.
    /// - Throws: ``ColumnError/spill(_:)``
    mutating func merged(spill: (any KeySpill)?) throws(ColumnError) -> KeyArray {
        var words = KeyArray()
        var file: (any KeyFile)?
        while let (category, rows) = next() {
            category.append(to: &words, rows: rows)
            guard let spill, words.count >= spill.keyLimit else { continue }
            let target = if let file { file } else { try spill.makeFile() }
            file = target
            try target.append(words.span)
            words.removeAll()
        }
        guard let file else { return words }
        try file.append(words.span)
        return KeyArray(try file.map(0..<file.count))
    }

    /// The next category with its rows in all lists.
    private mutating func next() -> (CategoryCursor, rows: Int)? {
        guard let first = heap.first else { return nil }
        let category = cursors[first]
        var rows = 0
        while let first = heap.first, cursors[first].order(category) == 0 {
            rows += cursors[first].rows
            cursors[first].advance()
            if cursors[first].isAtEnd {
                heap.swapAt(0, heap.count - 1)
                heap.removeLast()
            }
            sink(from: 0)
        }
        return (category, rows)
    }

    /// Lets a list sink to its place.
    private mutating func sink(from start: Int) {
        var place = start
        while 2 * place + 1 < heap.count {
            var child = 2 * place + 1
            if child + 1 < heap.count, cursors[heap[child + 1]].order(cursors[heap[child]]) < 0 { child += 1 }
            guard cursors[heap[child]].order(cursors[heap[place]]) < 0 else { return }
            heap.swapAt(place, child)
            place = child
        }
    }
}
