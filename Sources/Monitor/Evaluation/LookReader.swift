import Checks
import Dataset
import Statistics
import Transfers

/// Reads columns of a data set once more, for those of their values that a closer look is at.
struct LookReader {
    let side: DatasetSide
    let dataset: DatasetView
    let cancellation: Cancellation

    /// Shows all rows of each column to its look, if it has one; in the order of the columns.
    ///
    /// - Throws: ``DatasetError/changedWhileRead(_:)`` if there is something else to be seen than before.
    func read(
        _ columns: [String], _ looks: inout [NumericalLook?], into fold: EvaluationFold
    ) throws(DatasetError) {
        let places = looks.indices.filter { looks[$0] != nil }
        guard !places.isEmpty else { return }
        let stream = try dataset.stream(places.map { columns[$0] })
        var rowCount = 0
        while let batch = try stream.next() {
            if cancellation.isCancelled { throw .cancelled }
            for (position, place) in places.enumerated() {
                do {
                    let values = try batch.column(position)
                    // Taken out, so that the look has one owner while it grows.
                    guard var look = looks[place].take() else { continue }
                    try look.update(values)
                    looks[place] = look
                } catch {
                    throw .changedWhileRead(dataset.location.path)
                }
            }
            rowCount += batch.rowCount
        }
        guard fold.agrees(rowCount: rowCount, side) else { throw .changedWhileRead(dataset.location.path) }
    }
}
