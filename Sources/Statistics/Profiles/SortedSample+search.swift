extension SortedSample {
    /// The first index whose value is not below `bound`; ``count`` where there is none.
    func firstIndex(notBelow bound: Double) -> Int {
        partition { $0 < bound }
    }

    /// The first index whose value is above `bound`; ``count`` where there is none.
    func firstIndex(above bound: Double) -> Int {
        partition { $0 <= bound }
    }

    /// The number of leading values for which `isBefore` holds, by bisection.
    private func partition(_ isBefore: (Double) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension SortedSample {
    /// Whether all values came from integer columns.
    public var isInteger: Bool { encoding == .integer && count > 0 }
}
