import Checks
import Dataset
import Statistics
import Transfers

/// Reads the columns of a pass from one data set into profiles.
struct PassReader {
    private let side: DatasetSide
    private let dataset: DatasetView
    private let cancellation: Cancellation
    /// The columns of the pass that the data set has.
    private let columns: [ColumnPlan.Column]
    private let rowColumns: [ColumnPlan.Column]
    private let pass: ColumnPass
    private let model: ModelDefinition
    /// One for each statistic of the pass.
    private let gatherings: [(any JointGathering)?]

    /// - Parameters:
    ///   - plan: All columns of the model, of which the statistics of the pass take theirs.
    ///   - memory: How much of the data may be in memory.
    init(
        _ pass: ColumnPass, _ side: DatasetSide, of dataset: DatasetView, plan: ColumnPlan, model: ModelDefinition,
        memory: MemoryPlan, cancellation: Cancellation
    ) {
        let isPresent = { (column: ColumnPlan.Column) in
            side == .reference ? column.isInReference : column.isInCurrent
        }
        self.side = side
        self.dataset = dataset
        self.cancellation = cancellation
        self.pass = pass
        self.model = model
        columns = pass.columns.filter(isPresent)
        rowColumns = pass.rowColumns.filter(isPresent)
        // Most passes are over one column of very many, and measure nothing on several.
        let present = pass.statistics.isEmpty ? [] : plan.columns.filter(isPresent)
        gatherings = pass.statistics.map { $0.gathering(of: model, in: present, spill: memory) }
    }

    /// Reads until the end. The rows are counted in the evaluation.
    ///
    /// - Throws: ``DatasetError/schemaWidened`` if a CSV has to be read again, perhaps as other kinds.
    func read(into fold: EvaluationFold) throws(DatasetError) -> PassProfile {
        var profile = PassProfile(gatherings: gatherings)
        let known = knownProfiles(fold)
        profile.columns = known.mapValues { .success($0) }
        let columns = columns.filter { known[$0.name] == nil }
        let rowColumns = fold.knowsRows(side) ? [] : rowColumns
        let names = names(columns + rowColumns)
        guard !names.isEmpty else { return profile }
        let rowCount = dataset.rowCount ?? 0
        for column in columns {
            let empty = ColumnProfile(
                kind: column.kind, expecting: rowCount, spill: fold.memory, limits: limits(column, fold))
            profile.columns[column.name] = .success(empty)
            profile.samples[column.name] = fold.rowSample(expecting: rowCount)
        }
        profile.segments = fold.segmentations.map { segmentation in
            emptySegments(segmentation, columns.filter(segmentation.compares), fold)
        }
        let stream = try dataset.stream(names)
        let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        let rowPlaces = rowColumns.compactMap { column in places[column.name].map { (place: $0, name: column.name) } }
        var rows = RowCounter(pass, side, of: dataset, in: fold)
        while let batch = try stream.next() {
            if cancellation.isCancelled { throw .cancelled }
            let numbers = rows.rowCount..<rows.rowCount + batch.rowCount
            try count(&rows) { rows throws(ColumnError) in try rows.add(batch, columns: rowPlaces) }
            for column in columns {
                profile.update(
                    column, with: values(of: [column], places, in: batch, rows: 0..<batch.rowCount), rows: numbers)
            }
            updateGatherings(&profile, places, in: batch, rows: 0..<batch.rowCount)
            for (place, segmentation) in fold.segmentations.enumerated() {
                try update(
                    &profile.segments[place], segmentation, columns.filter(segmentation.compares), places,
                    with: batch, rows: numbers, of: stream)
            }
        }
        var agrees = true
        try count(&rows) { rows throws(ColumnError) in agrees = try rows.finish() }
        guard agrees else { throw .changedWhileRead(dataset.location.path) }
        if side == .reference { keep(columns, of: &profile, in: fold.profiles) }
        return profile
    }

    /// The profiles that earlier evaluations left. Where the rows are not known, columns are read for their sake anyway.
    private func knownProfiles(_ fold: EvaluationFold) -> [String: ColumnProfile] {
        guard fold.knowsRows(side), let profiles = fold.profiles else { return [:] }
        let known = columns.compactMap { column in
            profiles.profile(column.name, kind: column.kind).map { (column, $0) }
        }
        let usable = known.filter { column, profile in profile.isAsKept(to: limits(column, fold)) }
        return Dictionary(uniqueKeysWithValues: usable.map { ($0.name, $1) })
    }

    /// From when on the numbers of a column are counted in buckets; nil where they go to a file.
    private func limits(_ column: ColumnPlan.Column, _ fold: EvaluationFold) -> BucketLimits? {
        model.drift.needsEveryValue(of: column.name) ? nil : fold.memory.bucketLimits
    }

    /// Leaves profiles to later evaluations. One that cannot be encoded tells why when it is evaluated.
    private func keep(
        _ columns: [ColumnPlan.Column], of profile: inout PassProfile, in profiles: ReferenceProfiles?
    ) {
        guard let profiles else { return }
        for column in columns {
            // Taken out, so that the profile has one owner while it is sorted.
            guard case .success(var columnProfile) = profile.columns.removeValue(forKey: column.name) else { continue }
            if let encoded = try? columnProfile.encoded() {
                profiles.stage(encoded, of: column.name, kind: column.kind)
            }
            profile.columns[column.name] = .success(columnProfile)
        }
    }

    /// The names of columns to stream, each once, with those of which something is measured together.
    private func names(_ columns: [ColumnPlan.Column]) -> [String] {
        var seen: Set<String> = []
        let measured = gatherings.flatMap { $0?.columns ?? [] }
        return (columns + measured).map(\.name).filter { seen.insert($0).inserted }
    }

    /// Without their count, rows are no data set.
    private func count(
        _ rows: inout RowCounter, _ body: (inout RowCounter) throws(ColumnError) -> Void
    ) throws(DatasetError) {
        do {
            try body(&rows)
        } catch {
            throw .unreadable(path: dataset.location.path, reason: "its rows cannot be counted: \(error)")
        }
    }

    private func updateGatherings(
        _ profile: inout PassProfile, _ places: [String: Int], in batch: RecordBatch, rows: Range<Int>
    ) {
        for index in profile.gatherings.indices {
            guard let columns = profile.gatherings[index]?.columns else { continue }
            profile.gatherings[index]?.update(values(of: columns, places, in: batch, rows: rows))
        }
    }

    private func values(
        of columns: [ColumnPlan.Column], _ places: [String: Int], in batch: RecordBatch, rows: Range<Int>
    ) -> Result<[Column], ColumnError> {
        Result { () throws(ColumnError) in
            var values: [Column] = []
            for column in columns {
                guard let place = places[column.name] else { preconditionFailure("not streamed: \(column.name)") }
                values.append(try batch.column(place, rows: rows))
            }
            return values
        }
    }
}

/// Segments: the rows of a batch are brought in the order of their groups, and each group is profiled as if it were a batch.
extension PassReader {
    private func emptySegments(
        _ segmentation: Segmentation, _ columns: [ColumnPlan.Column], _ fold: EvaluationFold
    ) -> [PassProfile] {
        let memory = fold.memory.shared(by: segmentation.groups.count { $0.fold != nil })
        return segmentation.groups.enumerated().map { group, part in
            guard part.fold != nil else { return PassProfile() }
            let rowCount = segmentation.rows[side].counts[group]
            let profiles = columns.map { column in
                (column.name, ColumnProfile(kind: column.kind, expecting: rowCount, spill: memory))
            }
            return PassProfile(
                columns: Dictionary(uniqueKeysWithValues: profiles).mapValues { .success($0) },
                gatherings: zip(pass.statistics, gatherings).map { statistic, gathering in
                    Segmentation.measures(statistic) ? gathering : nil
                })
        }
    }

    private func update(
        _ segments: inout [PassProfile], _ segmentation: Segmentation, _ columns: [ColumnPlan.Column],
        _ places: [String: Int], with batch: RecordBatch, rows: Range<Int>, of stream: RecordBatchStream
    ) throws(DatasetError) {
        guard rows.upperBound <= segmentation.rows[side].rowCount else {
            throw .changedWhileRead(dataset.location.path)
        }
        let arrangement = segmentation.rows[side].arrangement(of: rows)
        let found = arrangement.groups.filter { segmentation.groups[$0.group].fold != nil }
        guard found.contains(where: { !segments[$0.group].isIdle }) else { return }
        let arranged = arrangement.groups.count == 1 ? batch : try stream.copying(arrangement.places, of: batch)
        for (group, range) in found {
            for column in columns {
                segments[group].update(
                    column, with: values(of: [column], places, in: arranged, rows: range), rows: range)
            }
            updateGatherings(&segments[group], places, in: arranged, rows: range)
        }
    }
}
