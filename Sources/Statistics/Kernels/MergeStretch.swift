/// A stretch of two sorted samples that is merged on its own, beside others.
struct MergeStretch {
    let reference: Range<Int>
    let current: Range<Int>
    /// The pooled key before the stretch, or its first one if there is none before.
    let last: UInt64
    /// Whether there is none before.
    let isFirst: Bool

    private static let fewestForFour = 4096

    /// Cuts two samples, neither of which is empty, into four stretches, or leaves them whole if they are small.
    ///
    /// Both are cut at equal values, so that ties never straddle two stretches. A tie as large as a quarter leaves
    /// stretches empty.
    static func of(_ left: KeyArray, _ right: KeyArray) -> [MergeStretch] {
        var stretches: [MergeStretch] = []
        var start = (i: 0, j: 0)
        if left.count >= fewestForFour {
            for quarter in 1...3 {
                let key = left[left.count * quarter / 4]
                let end = (i: left.lowerBound(of: key), j: right.lowerBound(of: key))
                stretches.append(MergeStretch(left, right, from: start, to: end))
                start = end
            }
        }
        stretches.append(MergeStretch(left, right, from: start, to: (left.count, right.count)))
        return stretches
    }

    private init(
        _ left: KeyArray, _ right: KeyArray, from start: (i: Int, j: Int),
        to end: (i: Int, j: Int)
    ) {
        reference = start.i..<end.i
        current = start.j..<end.j
        isFirst = start.i == 0 && start.j == 0
        let before = max(start.i > 0 ? left[start.i - 1] : 0, start.j > 0 ? right[start.j - 1] : 0)
        last = isFirst ? min(left[0], right[0]) : before
    }
}
