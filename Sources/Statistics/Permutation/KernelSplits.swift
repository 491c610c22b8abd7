/// The maximum mean discrepancy of two samples, and of random splits of their values.
struct KernelSplits {
    /// Sums that differ by rounding alone are equal.
    private static let tolerance = 1e-12

    private let n: Int
    private let m: Int
    private let kernel: GaussianKernel

    /// Takes samples in ascending order; nil where squared distances exceed the largest number.
    ///
    /// - Parameter scale: The squared distance at which the kernel is 1/e if the median of those within the reference is
    ///   0; nil for the mean of those within both sides.
    init?(_ reference: [Double], _ current: [Double], scale: Double?) {
        guard let median = Self.medianSquaredDistance(reference) else { return nil }
        n = reference.count
        m = current.count
        let all = reference + current
        if median > 0 {
            kernel = GaussianKernel(all, scale: median)
        } else {
            let mean = scale ?? 2 * SampleMoments(all[...]).variance
            guard mean.isFinite else { return nil }
            kernel = GaussianKernel(all, scale: mean > 0 ? mean : 1)
        }
    }

    /// The unbiased estimate of MMD² between the two samples.
    var discrepancy: Double { discrepancy(of: Array(0..<n + m)) }

    /// How many of `permutations` random splits into samples of the same sizes reach a discrepancy.
    func reaching(_ discrepancy: Double, of permutations: Int, _ generator: inout SeededGenerator) -> Int {
        var order = Array(0..<n + m)
        var found = 0
        for _ in 0..<permutations {
            for place in 0..<min(n, m) { order.swapAt(place, place + generator.index(below: n + m - place)) }
            if self.discrepancy(ofSmaller: order[..<min(n, m)]) >= discrepancy - Self.tolerance { found += 1 }
        }
        return found
    }

    /// The discrepancy if the values at the first n of some places were the reference.
    private func discrepancy(of order: [Int]) -> Double {
        discrepancy(ofSmaller: n <= m ? order[..<n] : order[n...])
    }

    /// The discrepancy if the smaller side were the values at some places.
    private func discrepancy(ofSmaller places: ArraySlice<Int>) -> Double {
        let (smaller, larger) = (Double(min(n, m)), Double(max(n, m)))
        let sums = kernel.sums(over: places)
        return sums.within / (smaller * (smaller - 1)) + sums.others / (larger * (larger - 1))
            - 2 * sums.between / (smaller * larger)
    }

    /// The middle one of all n² squared distances, those of values from themselves included.
    private static func medianSquaredDistance(_ ascending: [Double]) -> Double? {
        let n = ascending.count
        let middle = (n * n - 1) / 2
        // Between two middle ones numpy takes the one with the even place.
        let place = n % 2 == 0 && middle % 2 == 1 ? middle + 1 : middle
        guard place >= n else { return 0 }
        guard (ascending[n - 1] - ascending[0]).isFinite else { return nil }
        // The diagonal comes first, then every distance twice.
        let distance = smallestDistance(ascending, reachedBy: (place - n) / 2 + 1)
        let square = distance * distance
        return square.isFinite ? square : nil
    }

    /// The smallest distance that at least `count` pairs do not exceed, by bisection over all numbers.
    private static func smallestDistance(_ ascending: [Double], reachedBy count: Int) -> Double {
        var (low, high) = (OrderedKey.of(0.0), OrderedKey.of(ascending[ascending.count - 1] - ascending[0]))
        while low < high {
            let middle = low + (high - low) / 2
            let limit = OrderedKey.real(middle)
            var (pairs, first) = (0, 0)
            for last in ascending.indices {
                while ascending[last] - ascending[first] > limit { first += 1 }
                pairs += last - first
            }
            if pairs >= count { high = middle } else { low = middle + 1 }
        }
        return OrderedKey.real(low)
    }
}
