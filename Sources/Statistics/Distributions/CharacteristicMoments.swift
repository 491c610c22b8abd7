import RealModule

/// Mean and covariance of (cos tx, cos 2tx, sin tx, sin 2tx) over a sample: its empirical characteristic function at t
/// and 2t, and how sure that is.
struct CharacteristicMoments {
    /// Functions of each value.
    static let size = 4

    private(set) var count = 0
    private(set) var mean = [Double](repeating: 0, count: Self.size)
    /// Row by row, divisor n.
    private(set) var covariance = [Double](repeating: 0, count: Self.size * Self.size)

    private init() {}

    /// Goes over all values of a sample.
    init(_ sample: SortedSample, at t: Double) {
        var block = Block()
        while count < sample.count {
            let start = count
            add(&block, min(BlockSum.blockLength, sample.count - start)) { sample[start + $0] * t }
            if count % KeyArray.blockLength == 0 { sample.keys.releasePages() }
        }
        sample.keys.releasePages()
    }

    /// Goes over a few values.
    init(_ values: ArraySlice<Double>, at t: Double) {
        var block = Block()
        while count < values.count {
            let start = values.startIndex + count
            add(&block, min(BlockSum.blockLength, values.count - count)) { values[start + $0] * t }
        }
    }

    /// The moments of two samples together (Chan, Golub and LeVeque 1983).
    func merged(with other: CharacteristicMoments) -> CharacteristicMoments {
        combined(with: other, sign: 1)
    }

    /// The moments of what is left without a part.
    func removing(_ part: CharacteristicMoments) -> CharacteristicMoments {
        combined(with: part, sign: -1)
    }

    private func combined(with other: CharacteristicMoments, sign: Double) -> CharacteristicMoments {
        var result = CharacteristicMoments()
        result.count = count + Int(sign) * other.count
        let (n, m, size) = (Double(count), Double(other.count) * sign, Double(result.count))
        let shift = (0..<Self.size).map { other.mean[$0] - mean[$0] }
        for row in 0..<Self.size {
            result.mean[row] = mean[row] + shift[row] * m / size
            for column in 0..<Self.size {
                let place = row * Self.size + column
                let within = covariance[place] * (n / size) + other.covariance[place] * (m / size)
                result.covariance[place] = within + shift[row] * shift[column] * (n / size) * (m / size)
            }
        }
        return result
    }
}

extension CharacteristicMoments {
    /// The functions of a block of values, one row for each function.
    private struct Block {
        var rows = [[Double]](
            repeating: [Double](repeating: 0, count: BlockSum.blockLength), count: CharacteristicMoments.size)
    }

    /// Adds the next values, given by their angles.
    private mutating func add(_ block: inout Block, _ count: Int, angle: (Int) -> Double) {
        for index in 0..<count {
            let angle = angle(index)
            let (cosine, sine) = (Double.cos(angle), Double.sin(angle))
            block.rows[0][index] = cosine
            block.rows[1][index] = 2 * cosine * cosine - 1
            block.rows[2][index] = sine
            block.rows[3][index] = 2 * sine * cosine
        }
        var part = CharacteristicMoments()
        part.count = count
        for row in 0..<Self.size {
            let mean = block.rows[row][..<count].reduce(0, +) / Double(count)
            for index in 0..<count { block.rows[row][index] -= mean }
            part.mean[row] = mean
        }
        for row in 0..<Self.size {
            for column in 0...row {
                let (left, right) = (block.rows[row], block.rows[column])
                var sum = 0.0
                for index in 0..<count { sum = Relaxed.multiplyAdd(left[index], right[index], sum) }
                part.covariance[row * Self.size + column] = sum / Double(count)
                part.covariance[column * Self.size + row] = sum / Double(count)
            }
        }
        self = merged(with: part)
    }
}
