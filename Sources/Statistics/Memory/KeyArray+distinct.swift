extension KeyArray {
    /// The number of distinct keys. The keys must ascend.
    var distinctCount: Int {
        guard var previous = first else { return 0 }
        var distinct = 1
        for start in stride(from: 0, to: count, by: Self.blockLength) {
            let places = start..<Swift.min(start + Self.blockLength, count)
            let span = span
            for index in places {
                let key = span[index]
                distinct &+= (key != previous).bit
                previous = key
            }
            releasePages(places)
        }
        return distinct
    }
}
