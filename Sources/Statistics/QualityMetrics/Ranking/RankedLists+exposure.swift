extension RankedLists {
    /// By item code, how many users have the item among their first k, as expected over all orders of tied items.
    func exposures(k: Int, codeCount: Int) -> [Double] {
        var exposures = [FixedPointSum](repeating: FixedPointSum(), count: codeCount)
        forEach { list in
            let top = top(k, of: list)
            for row in top.sure { exposures[Int(rows[row].item)].add(1) }
            let share = top.share
            for row in top.tied { exposures[Int(rows[row].item)].add(share) }
        }
        return exposures.map(\.value)
    }

    /// The mean of a number over a user's first k, of those items that have it; the mean over users.
    ///
    /// - Parameter number: By item code; NaN where an item has none.
    func meanOverTop(_ k: Int, of number: [Double]) -> Double? {
        mean(ofAll: true) { list in
            let top = top(k, of: list)
            let sure = sum(of: number, over: top.sure)
            let tied = sum(of: number, over: top.tied)
            let count = Double(sure.count) + top.share * Double(tied.count)
            return count > 0 ? (sure.sum + top.share * tied.sum) / count : nil
        }
    }

    @inline(__always)
    private func sum(of number: [Double], over range: Range<Int>) -> (sum: Double, count: Int) {
        var sum = FixedPointSum()
        var count = 0
        for row in range {
            let value = number[Int(rows[row].item)]
            guard !value.isNaN else { continue }
            sum.add(value)
            count += 1
        }
        return (sum.value, count)
    }
}
