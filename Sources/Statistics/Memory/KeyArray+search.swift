extension KeyArray {
    /// The first place, from `start` on, whose key is not below `key`. The keys must ascend.
    func lowerBound(of key: UInt64, from start: Int = 0) -> Int {
        partition(from: start) { $0 < key }
    }

    /// The first place, from `start` on, whose key is above `key`. The keys must ascend.
    func upperBound(of key: UInt64, from start: Int = 0) -> Int {
        partition(from: start) { $0 <= key }
    }

    private func partition(from start: Int, _ isBefore: (UInt64) -> Bool) -> Int {
        var (low, high) = (start, count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
