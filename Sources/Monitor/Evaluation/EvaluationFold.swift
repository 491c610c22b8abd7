import Checks
import Dataset
import Statistics
import Synchronization

/// Gathers what the passes of one evaluation leave, from several threads.
final class EvaluationFold: Sendable {
    private struct State {
        var rowCounts = BothSides<Int?>(reference: nil, current: nil)
        var streamedRows = BothSides<RowCounts?>(reference: nil, current: nil)
        var samples = BothSides<[String: RowSample]>(reference: [:], current: [:])
    }

    /// How many rows of a column are sampled.
    private let sampleCapacity: Int
    private let model: ModelDefinition
    private let plan: ColumnPlan
    private let state = Mutex(State())
    /// What is found out about the columns over all rows.
    let columns = ColumnFold()
    /// How rows are told apart, to find out as much about some of them.
    let segmentations: [Segmentation]
    private let referenceRows = Mutex(RowProfile())
    private let currentRows = Mutex(RowProfile())

    /// Rows sampled of all columns together: 4 bytes each.
    private static let mostSampled = 1 << 22
    /// How much of the data may be in memory.
    let memory: MemoryPlan
    /// What earlier evaluations left of the reference, and where this one leaves it; nil if nothing is kept.
    let profiles: ReferenceProfiles?
    private let knownFacts: ReferenceFacts?

    init(
        _ plan: ColumnPlan, of model: ModelDefinition, memory: MemoryPlan, profiles: ReferenceProfiles?,
        segmentations: [Segmentation]
    ) {
        self.model = model
        self.segmentations = segmentations
        self.plan = plan
        self.memory = memory
        self.profiles = profiles
        knownFacts = profiles?.facts(of: plan)
        let share = Self.mostSampled / max(1, plan.columns.count)
        sampleCapacity = min(RowSample.defaultCapacity, max(RowSample.leastCapacity, share))
    }

    /// An empty sample of the rows of a column.
    func rowSample(expecting rows: Int) -> RowSample {
        RowSample(capacity: sampleCapacity, expecting: rows)
    }

    /// Whether the rows of a side are known from an earlier evaluation, so that none need to be read for their sake.
    func knowsRows(_ side: DatasetSide) -> Bool { side == .reference && knownFacts != nil }

    /// Room for the hashes of a pass over a side, whose rows are held here.
    func hashes(for side: DatasetSide, expecting rows: Int) -> RowHashes {
        withRows(side) { profile in
            profile.reserve(rows)
            return RowHashes(for: profile)
        }
    }

    /// Takes the counts of rows that were too many to be held.
    func setRows(_ counts: RowCounts, of side: DatasetSide) {
        state.withLock { $0.streamedRows[side] = counts }
    }

    /// Adds a column to the rows of a side.
    func addRows(_ hashes: RowHashes, to side: DatasetSide, at offset: Int) {
        withRows(side) { $0.add(hashes, at: offset) }
    }

    /// Whether a pass saw as many rows of a side as those before it.
    func agrees(rowCount: Int, _ side: DatasetSide) -> Bool {
        state.withLock { state in
            let known = state.rowCounts[side] ?? rowCount
            state.rowCounts[side] = known
            return known == rowCount
        }
    }

    private func withRows<Result: Sendable>(_ side: DatasetSide, _ body: (inout sending RowProfile) -> sending Result)
        -> Result
    {
        switch side {
        case .reference: referenceRows.withLock(body)
        case .current: currentRows.withLock(body)
        }
    }

    func add(_ samples: [String: RowSample], of side: DatasetSide) {
        state.withLock { $0.samples[side].merge(samples) { $1 } }
    }

    /// The evaluation, once all passes are through.
    func finished(
        columnCounts: BothSides<Int>, schemaChanges: [SchemaChange], unmatchedNames: [UnmatchedName],
        windows: BothSides<WindowSummary?>, sampling: BothSides<SamplingSummary?>, failedSegments: [ColumnSegments]
    ) -> ModelEvaluation {
        let reference = knownFacts ?? facts(.reference)
        if knownFacts == nil { profiles?.stage(reference, of: plan) }
        let facts = BothSides(reference: reference, current: facts(.current))
        func summary(_ side: DatasetSide) -> RowSummary {
            let counts = facts[side].rows
            return RowSummary(
                rowCount: counts.rowCount, columnCount: columnCounts[side], emptyRowCount: counts.emptyRowCount,
                duplicatedRowCount: counts.duplicatedRowCount)
        }
        let found = columns.results
        return ModelEvaluation(
            model: model, rows: BothSides(reference: summary(.reference), current: summary(.current)),
            columns: plan.columns.compactMap { found.columns[$0.name] }, joint: found.joint,
            omissions: plan.omissions, schemaChanges: schemaChanges, unmatchedNames: unmatchedNames,
            duplicatedColumns: facts.map(\.duplicatedColumns), windows: windows, sampling: sampling,
            segments: segmentations.map { $0.finished(plan, of: model) } + failedSegments)
    }

    private func facts(_ side: DatasetSide) -> ReferenceFacts {
        let streamed = state.withLock { $0.streamedRows[side] }
        let samples = state.withLock { $0.samples[side] }
        return ReferenceFacts(
            rows: streamed ?? heldRows(side), duplicatedColumns: duplicatedColumns(side, samples))
    }

    private func heldRows(_ side: DatasetSide) -> RowCounts {
        // Taken out: what sorts the digests must be their only owner.
        let rows = withRows(side) { profile in
            let rows = profile
            profile = RowProfile()
            return rows
        }
        return rows.counts()
    }

    private func duplicatedColumns(_ side: DatasetSide, _ samples: [String: RowSample]) -> DuplicatedColumns {
        let columns = columns.results.columns
        return DuplicatedColumns(
            plan.columns.compactMap { column in
                guard let type = column.types[side], let sample = samples[column.name],
                    let summary = columns[column.name]?.summaries[side]
                else { return nil }
                return DuplicatedColumns.Candidate(name: column.name, type: type, summary: summary, sample: sample)
            })
    }
}
