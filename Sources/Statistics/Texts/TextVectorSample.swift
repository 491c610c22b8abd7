/// Some texts of a column as vectors: those with the smallest hashes, a choice by chance that depends neither on their
/// order nor on the run.
struct TextVectorSample {
    /// Components in ascending order of their numbers.
    private var vectors: [[TextVector.Component]] = []
    /// How many rows the texts up to each one have together.
    private var rowEnds: [Int] = []
    private var componentCount = 0

    private static let mostTexts = 4096
    private static let mostComponents = 1 << 20
    private static let mostPairs = 1 << 13
    private static let mostSteps = 1 << 22

    /// Takes texts until there are enough.
    init(_ texts: StoredTexts, numbers: [Int]?, weights: [Double]) {
        var entries: [StoredTexts.Entry] = []
        var vector = TextVector()
        for index in Self.smallest(texts) {
            texts.read(index, into: &entries)
            if componentCount + entries.count > Self.mostComponents, vectors.count > 1 { break }
            vector.set(entries, numbers: numbers, weights: weights)
            vectors.append(vector.components.sorted { $0.number < $1.number })
            rowEnds.append((rowEnds.last ?? 0) + texts.rows(index))
            componentCount += entries.count
        }
    }

    /// tr(Σ²) of the covariance matrix Σ of the vectors: the mean of ((x − μ)·(y − μ))² over pairs of different rows;
    /// nil for fewer than two rows.
    ///
    /// - Parameter mean: μ.
    func squaredCovarianceTrace(around mean: MeanTextVector) -> Double? {
        guard let rows = rowEnds.last, rows > 1 else { return nil }
        let square = mean.dot(mean)
        let products = vectors.map { TextVector.dot($0, mean.components) }
        let pairs = min(Self.mostPairs, max(64, Self.mostSteps / (1 + componentCount / vectors.count)))
        var sum = 0.0
        for pair in 0..<pairs {
            let (i, j) = Self.rows(ofPair: pair, among: rows)
            let (first, second) = (text(ofRow: i), text(ofRow: j))
            let product = TextVector.dot(vectors[first], vectors[second])
            let centred = product - products[first] - products[second] + square
            sum += centred * centred
        }
        return sum / Double(pairs)
    }

    private static func smallest(_ texts: StoredTexts) -> ArraySlice<Int> {
        // Sorting them all would take longer than everything else: below the limit are about twice as many as needed.
        let share = UInt64(texts.indices.count / (2 * mostTexts) + 1)
        let limit = (UInt64.max >> UInt64(texts.level)) / share
        return texts.indices.filter { texts.hash($0) <= limit }.sorted { texts.hash($0) < texts.hash($1) }
            .prefix(mostTexts)
    }

    /// Two different rows by chance, the same in every run.
    private static func rows(ofPair pair: Int, among rows: Int) -> (Int, Int) {
        func random(_ stream: UInt64, below limit: Int) -> Int {
            Int(ByteHash.mix(UInt64(pair), stream).multipliedFullWidth(by: UInt64(limit)).high)
        }
        let first = random(1, below: rows)
        let step = 1 + random(2, below: rows - 1)
        return (first, (first + step) % rows)
    }

    private func text(ofRow row: Int) -> Int {
        var (low, high) = (0, rowEnds.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if rowEnds[middle] > row { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
