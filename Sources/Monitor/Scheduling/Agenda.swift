/// Names with the times at which they are due, the earliest first.
struct Agenda: Sendable {
    private struct Item {
        let due: Duration
        let name: String

        /// Whether it comes after another.
        func follows(_ other: Item) -> Bool { (due, name) > (other.due, other.name) }
    }

    /// The last is due first, so that taking it moves none of the others.
    private var items: [Item] = []

    /// When the first is due; nil if there is none.
    var firstDue: Duration? { items.last?.due }

    /// Puts a name in its place, after a search by halves.
    mutating func insert(_ name: String, due: Duration) {
        let item = Item(due: due, name: name)
        var (low, high) = (0, items.count)
        while low < high {
            let middle = (low + high) / 2
            if items[middle].follows(item) { low = middle + 1 } else { high = middle }
        }
        items.insert(item, at: low)
    }

    /// Takes the first out if it is due by now.
    mutating func popFirst(dueBy now: Duration) -> String? {
        guard let first = items.last, first.due <= now else { return nil }
        items.removeLast()
        return first.name
    }
}
