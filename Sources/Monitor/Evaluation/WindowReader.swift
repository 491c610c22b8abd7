import Checks
import Dataset
import Statistics
import Transfers

/// Looks at the times of a data set to find the rows of its window, before anything else is read.
struct WindowReader {
    let dataset: OpenDataset
    let window: RowWindow
    /// The timestamp column.
    let column: String
    /// The time of the evaluation, in nanoseconds since 1970-01-01 UTC.
    let now: Int64
    let cancellation: Cancellation

    /// The rows in the window, and what is to be told of them.
    ///
    /// - Throws: ``DatasetError/noTimes(path:column:reason:)`` where the data have no such column, or no times in it.
    func read() throws(DatasetError) -> (rows: DatasetView, summary: WindowSummary) {
        guard try dataset.columns().contains(where: { $0.name == column }) else {
            throw failure("is missing")
        }
        let range = window.range(at: now)
        let cut = try cut(range)
        let rest = cut.map { TimeRange(start: $0.start, end: range.end) } ?? range
        let skipped = try dataset.skipRows(of: column, outside: rest, now: now)
        var selector = TimeSelector(rest, now: now, startRows: cut?.startRows, counts: skipped)
        try forEachBatch { times throws(ColumnError) in try selector.update(times) }
        let summary = WindowSummary(window, range, rowCount: selector.rows.count, counts: selector.counts)
        return (DatasetView(dataset, selecting: selector.rows, times: selector.counts.selected), summary)
    }

    /// Where the newest rows begin; nil for a window by time, and without rows.
    private func cut(_ range: TimeRange) throws(DatasetError) -> NewestRows.Cut? {
        guard case .rows(let count) = window.extent else { return nil }
        var newest = NewestRows(count, before: range.end)
        try forEachBatch { times throws(ColumnError) in try newest.update(times) }
        return newest.cut()
    }

    private func forEachBatch(_ body: (Column) throws(ColumnError) -> Void) throws(DatasetError) {
        let stream = try dataset.stream([column])
        while let batch = try stream.next() {
            if cancellation.isCancelled { throw .cancelled }
            do {
                try body(batch.column(0))
            } catch {
                throw failure("is not one: \(error)")
            }
        }
    }

    private func failure(_ reason: String) -> DatasetError {
        .noTimes(path: dataset.location.path, column: column, reason: reason)
    }
}
