/// Merges sorted runs that lie in files into one, a chunk of neighbouring values at a time.
///
/// A sample of every run says where to cut, so that no chunk exceeds the limit; a chunk's keys are gathered from all
/// runs and sorted in memory. The keys that equal a cut are written as often as they occur, so that a value as frequent
/// as it may be needs no memory.
struct RunMerge {
    private let runs: [KeyArray]
    private let limit: Int

    /// - Parameter keyLimit: The most keys to hold in memory; sorting them takes as much again.
    init(_ runs: [KeyArray], keyLimit: Int) {
        self.runs = runs
        limit = max(keyLimit, 1)
    }

    /// Hands all keys over in ascending order.
    func write(to sink: any KeySink) throws(ColumnError) {
        var places = [Int](repeating: 0, count: runs.count)
        for cut in cuts() {
            let below = bounds(places) { run, place in run.lowerBound(of: cut, from: place) }
            try writeChunk(from: places, to: below, into: sink)
            places = bounds(below) { run, place in run.upperBound(of: cut, from: place) }
            try write(cut, count: zip(below, places).reduce(0) { $0 + $1.1 - $1.0 }, into: sink)
        }
        try writeChunk(from: places, to: runs.map(\.count), into: sink)
    }

    /// The result of a search in each run; what the search looked at is let go at once.
    private func bounds(_ places: [Int], _ search: (KeyArray, Int) -> Int) -> [Int] {
        zip(runs, places).map { run, place in
            defer { run.releasePages() }
            return search(run, place)
        }
    }

    /// Keys at which to cut, ascending: between two of them are at most `limit` keys.
    private func cuts() -> [UInt64] {
        // Each run has fewer than `stride` keys beyond its share of the sample.
        let stride = max(1, limit / (4 * runs.count))
        var sample: [UInt64] = []
        for run in runs {
            sample.append(contentsOf: Swift.stride(from: stride - 1, to: run.count, by: stride).map { run[$0] })
            run.releasePages()
        }
        sample.sort()
        let step = max(1, limit / stride - runs.count)
        var cuts: [UInt64] = []
        for index in Swift.stride(from: step - 1, to: sample.count, by: step) where cuts.last != sample[index] {
            cuts.append(sample[index])
        }
        return cuts
    }

    private func writeChunk(from starts: [Int], to ends: [Int], into sink: any KeySink) throws(ColumnError) {
        // Always of one size, so that blocks of memory are used again.
        var chunk = KeyArray(capacity: limit)
        for (index, run) in runs.enumerated() where starts[index] < ends[index] {
            chunk.append(contentsOf: run, starts[index]..<ends[index])
            run.releasePages()
        }
        guard !chunk.isEmpty else { return }
        chunk.sort()
        try sink.append(chunk.span)
    }

    private func write(_ key: UInt64, count: Int, into sink: any KeySink) throws(ColumnError) {
        let block = [UInt64](repeating: key, count: min(count, 65_536))
        var left = count
        while left > 0 {
            let part = min(left, block.count)
            try sink.append(block.span.extracting(first: part))
            left -= part
        }
    }
}
