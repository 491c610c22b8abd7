extension SamplePair {
    /// Values of both sides together.
    var pooledCount: Int { reference.count + current.count }

    /// Gives back the pages of values in files, which come again when they are looked at.
    func releasePages() {
        reference.keys.releasePages()
        current.keys.releasePages()
    }

    /// The value at `index` of both sides together in ascending order, by bisection.
    func pooledValue(at index: Int) -> Double {
        // How many of the index + 1 smallest values are the reference's.
        let taken = index + 1
        var (low, high) = (max(0, taken - current.count), min(taken, reference.count))
        while low < high {
            let middle = (low + high) / 2
            if reference[middle] < current[taken - middle - 1] { low = middle + 1 } else { high = middle }
        }
        let left = low > 0 ? reference[low - 1] : -.infinity
        let right = taken > low ? current[taken - low - 1] : -.infinity
        return max(left, right)
    }

    /// The quantile of both sides together, interpolated from the nearer value as numpy does, to the last bit.
    func pooledQuantile(_ probability: Double) -> Double {
        let position = probability * Double(pooledCount - 1)
        let lower = Int(position)
        let (below, above) = (pooledValue(at: lower), pooledValue(at: min(lower + 1, pooledCount - 1)))
        let rest = position - Double(lower)
        return rest < 0.5 ? below + (above - below) * rest : above - (above - below) * (1 - rest)
    }
}
