import Checks
import Dataset
import Statistics

/// Reads the columns of a pass from one data set into profiles.
struct PassReader {
    let pass: ColumnPass
    let side: DatasetSide
    let dataset: OpenDataset
    let cancellation: Cancellation

    private var columns: [ColumnPlan.Column] {
        pass.columns.filter { side == .reference ? $0.isInReference : $0.isInCurrent }
    }

    /// Reads until the end and adds the columns to the rows.
    ///
    /// - Throws: ``DatasetError/schemaWidened`` if a CSV has to be read again, perhaps as other kinds.
    func read(adding rows: inout RowProfile) throws(DatasetError) -> PassProfile {
        let columns = columns
        var profile = PassProfile()
        guard !columns.isEmpty else { return profile }
        for column in columns {
            let empty = ColumnProfile(kind: column.kind, expecting: dataset.recordedRowCount ?? 0)
            profile.columns[column.name] = .success(empty)
        }
        let target = columns.firstIndex { $0.role == .target }
        let prediction = columns.firstIndex { $0.role == .prediction }
        let labels = pass.countsLabels ? target.flatMap { target in prediction.map { (target, $0) } } : nil
        if labels != nil { profile.confusion = .success(ConfusionProfile()) }
        let stream = try dataset.stream(columns.map(\.name))
        let expected = rows.rowCount
        rows.reserve(dataset.recordedRowCount ?? 0)
        var offset = 0
        while let batch = try stream.next() {
            if cancellation.isCancelled { throw .cancelled }
            update(&profile, &rows, with: batch, at: offset, columns: columns, labels: labels)
            offset += batch.rowCount
        }
        guard expected == 0 || offset == expected else { throw .changedWhileRead(dataset.location.path) }
        return profile
    }

    private func update(
        _ profile: inout PassProfile, _ rows: inout RowProfile, with batch: RecordBatch, at offset: Int,
        columns: [ColumnPlan.Column], labels: (target: Int, prediction: Int)?
    ) {
        for (index, column) in columns.enumerated() {
            do {
                let values = try batch.column(index)
                // Rows are rows, whether the column can be read as its kind or not.
                try rows.update(values, named: column.name, at: offset)
                // A column that failed stays failed; the others go on.
                guard case .success(var columnProfile) = profile.columns[column.name] else { continue }
                profile.columns[column.name] = nil
                try columnProfile.update(values)
                profile.columns[column.name] = .success(columnProfile)
            } catch {
                profile.columns[column.name] = .failure(error)
            }
        }
        guard let labels, case .success(var confusion) = profile.confusion else { return }
        profile.confusion = nil
        do {
            try confusion.update(target: batch.column(labels.target), prediction: batch.column(labels.prediction))
            profile.confusion = .success(confusion)
        } catch {
            profile.confusion = .failure(error)
        }
    }
}
