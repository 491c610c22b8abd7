/// Counts distinct keys that come in ascending order, keeping none.
final class DistinctCounter: KeySink {
    private(set) var count = 0
    private var last: UInt64?

    func append(_ keys: Span<UInt64>) {
        guard !keys.isEmpty else { return }
        var distinct = last == keys[0] ? 0 : 1
        for index in 1..<keys.count { distinct &+= (keys[index] != keys[index - 1]).bit }
        last = keys[keys.count - 1]
        count += distinct
    }
}
