import Checks
import Dataset
import Statistics
import Transfers

/// Draws a sample of the rows that count, before they are read.
struct SampleReader {
    let rows: DatasetView
    let sampling: RowSampling
    let cancellation: Cancellation

    /// The rows of the sample, and how many they are.
    ///
    /// - Throws: ``DatasetError`` if rows have to be looked at and cannot be.
    func read() throws(DatasetError) -> (rows: DatasetView, summary: SamplingSummary) {
        let drawn = try draw()
        let summary = SamplingSummary(rowCount: drawn.rowCount, sampledCount: drawn.count)
        return (rows.narrowed(to: drawn), summary)
    }

    private func draw() throws(DatasetError) -> RowSelection {
        let sampler = RowSampler(seed: sampling.seed)
        switch sampling.size {
        case .rows(let count): return try sampler.sample(count, of: rowCount())
        case .share(let share): return try sampler.sample(share: share, of: rowCount())
        case .shareOfValues(let share, let column):
            var drawn = RowSelection()
            try forEachBatch(of: column) { batch throws(ColumnError) in
                try sampler.add(batch.column(0), share: share, to: &drawn)
            }
            return drawn
        }
    }

    /// Some formats do not record how many rows they have.
    private func rowCount() throws(DatasetError) -> Int {
        if let count = rows.rowCount { return count }
        var count = 0
        guard let column = try rows.dataset.columns().first else { return 0 }
        try forEachBatch(of: column.name) { count += $0.rowCount }
        return count
    }

    private func forEachBatch(
        of column: String, _ body: (RecordBatch) throws(ColumnError) -> Void
    ) throws(DatasetError) {
        guard try rows.dataset.columns().contains(where: { $0.name == column }) else {
            throw failure("no column is named \"\(column)\"")
        }
        let stream = try rows.stream([column])
        while let batch = try stream.next() {
            if cancellation.isCancelled { throw .cancelled }
            do {
                try body(batch)
            } catch {
                throw failure("its column \"\(column)\": \(error)")
            }
        }
    }

    private func failure(_ reason: String) -> DatasetError {
        .unreadable(path: rows.location.path, reason: "no sample can be drawn: \(reason)")
    }
}
