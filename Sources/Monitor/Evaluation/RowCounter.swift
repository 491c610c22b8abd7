import Checks
import Dataset
import Statistics

/// Counts the rows of a pass: into those that the evaluation holds, or by itself where they are too many to be held.
struct RowCounter {
    private enum Mode {
        /// The pass has no say in what the rows are.
        case idle
        case held
        case streamed(StreamedRows)
    }

    private let side: DatasetSide
    private let fold: EvaluationFold
    private var mode: Mode
    private var hashes: RowHashes
    private(set) var rowCount = 0

    init(_ pass: ColumnPass, _ side: DatasetSide, of dataset: DatasetView, in fold: EvaluationFold) {
        self.side = side
        self.fold = fold
        if pass.rowColumns.isEmpty {
            mode = .idle
            hashes = RowHashes(for: RowProfile())
        } else if fold.memory.holdsRows {
            mode = .held
            hashes = fold.hashes(for: side, expecting: dataset.rowCount ?? 0)
        } else {
            let rows = StreamedRows(spill: fold.memory)
            mode = .streamed(rows)
            hashes = rows.hashes
        }
    }

    /// Adds the columns of a batch. One that cannot be read says nothing of its rows; whoever profiles it says why.
    mutating func add(_ batch: RecordBatch, columns: [(place: Int, name: String)]) throws(ColumnError) {
        for column in columns {
            do {
                try hashes.hash(batch.column(column.place), named: column.name)
            } catch {
                continue
            }
            switch mode {
            case .idle: break
            case .held: fold.addRows(hashes, to: side, at: rowCount)
            case .streamed(var rows):
                // Taken out, so that the rows have one owner while they grow.
                mode = .idle
                rows.add(hashes)
                mode = .streamed(rows)
            }
        }
        rowCount += batch.rowCount
        guard case .streamed(var rows) = mode else { return }
        mode = .idle
        try rows.endBatch(rows: batch.rowCount)
        mode = .streamed(rows)
    }

    /// Hands the counts over; says false if other passes saw another number of rows.
    mutating func finish() throws(ColumnError) -> Bool {
        if case .streamed(var rows) = mode {
            mode = .idle
            fold.setRows(try rows.takeCounts(), of: side)
        }
        return fold.agrees(rowCount: rowCount, side)
    }
}
