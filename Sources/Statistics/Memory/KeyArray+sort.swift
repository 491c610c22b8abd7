import CSort

extension KeyArray {
    /// Sorts the keys in ascending order, in place; keys in a mapped file are copied into memory.
    mutating func sort() {
        var keys = mutableSpan
        unsafe keys.withUnsafeMutableBufferPointer { keys in
            guard let start = keys.baseAddress else { return }
            unsafe mw_sort_keys(start, Int64(keys.count))
        }
    }
}
