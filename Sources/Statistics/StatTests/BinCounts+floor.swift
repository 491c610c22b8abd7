extension BinCounts {
    private static let smallestShare = 1e-4

    /// The share that stands for that of an empty bin, so that a ratio of shares is a number: 0.0001, or a millionth of
    /// the smallest share if that is no larger.
    static func floor(of counts: [Int], total: Int) -> Double {
        let fewest = counts.reduce(total) { $1 > 0 ? min($0, $1) : $0 }
        let smallest = Double(fewest) / Double(total)
        return smallest <= smallestShare ? smallest / 1e6 : smallestShare
    }

    /// Sums a term over the bins, given the shares of both sides in each, none of which is 0.
    @inline(__always)
    func sumFloored(_ term: (_ reference: Double, _ current: Double) -> Double) -> Double {
        let left = Self.floor(of: reference, total: referenceTotal)
        let right = Self.floor(of: current, total: currentTotal)
        return sum { p, q in term(p > 0 ? p : left, q > 0 ? q : right) }
    }
}
