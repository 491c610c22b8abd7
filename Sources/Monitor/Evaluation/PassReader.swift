import Checks
import Dataset
import Statistics

/// Reads the columns of a pass from one data set into profiles.
struct PassReader {
    private let side: DatasetSide
    private let dataset: OpenDataset
    private let cancellation: Cancellation
    /// The columns of the pass that the data set has.
    private let columns: [ColumnPlan.Column]
    /// One for each statistic of the pass.
    private let gatherings: [(any JointGathering)?]

    /// - Parameter plan: All columns of the model, of which the statistics of the pass take theirs.
    init(
        _ pass: ColumnPass, _ side: DatasetSide, of dataset: OpenDataset, plan: ColumnPlan, model: ModelDefinition,
        cancellation: Cancellation
    ) {
        let isPresent = { (column: ColumnPlan.Column) in
            side == .reference ? column.isInReference : column.isInCurrent
        }
        self.side = side
        self.dataset = dataset
        self.cancellation = cancellation
        columns = pass.columns.filter(isPresent)
        let present = plan.columns.filter(isPresent)
        gatherings = pass.statistics.map { $0.gathering(of: model, in: present) }
    }

    /// Reads until the end and adds the profiled columns to the rows of the evaluation.
    ///
    /// - Throws: ``DatasetError/schemaWidened`` if a CSV has to be read again, perhaps as other kinds.
    func read(into fold: EvaluationFold) throws(DatasetError) -> PassProfile {
        var profile = PassProfile(gatherings: gatherings)
        let names = streamed
        guard !names.isEmpty else { return profile }
        for column in columns {
            let empty = ColumnProfile(kind: column.kind, expecting: dataset.recordedRowCount ?? 0)
            profile.columns[column.name] = .success(empty)
        }
        let stream = try dataset.stream(names)
        let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        var hashes = fold.rowHashes(side, expecting: dataset.recordedRowCount ?? 0)
        var offset = 0
        while let batch = try stream.next() {
            if cancellation.isCancelled { throw .cancelled }
            for (index, column) in columns.enumerated() {
                do {
                    let values = try batch.column(index)
                    // Rows are rows, whether the column can be read as its kind or not.
                    try hashes.hash(values, named: column.name)
                    fold.addRows(hashes, to: side, at: offset)
                    try profile.update(column.name, with: values)
                } catch {
                    profile.columns[column.name] = .failure(error)
                }
            }
            for index in profile.gatherings.indices {
                guard let columns = profile.gatherings[index]?.columns else { continue }
                profile.gatherings[index]?.update(values(of: columns, places, in: batch))
            }
            offset += batch.rowCount
        }
        guard fold.agrees(rowCount: offset, side) else { throw .changedWhileRead(dataset.location.path) }
        return profile
    }

    /// The names of the columns to stream: first those that are profiled.
    private var streamed: [String] {
        var names = columns.map(\.name)
        for column in gatherings.flatMap({ $0?.columns ?? [] }) where !names.contains(column.name) {
            names.append(column.name)
        }
        return names
    }

    private func values(
        of columns: [ColumnPlan.Column], _ places: [String: Int], in batch: RecordBatch
    ) -> Result<[Column], ColumnError> {
        Result { () throws(ColumnError) in
            var values: [Column] = []
            for column in columns {
                guard let place = places[column.name] else { preconditionFailure("not streamed: \(column.name)") }
                values.append(try batch.column(place))
            }
            return values
        }
    }
}
