public import Checks
import Dataset
public import Foundation
public import NIOPosix
import Statistics
import Synchronization
public import Transfers

/// Reads both data sets of a model and evaluates every column, on the threads of a pool.
public struct ModelEvaluator: Sendable {
    private let model: ModelConfiguration
    private let threads: EvaluationThreads
    /// Threads that may wait for other machines.
    private let fetchers: EvaluationThreads
    private let settings: EvaluationSettings

    /// - Parameter pool: Where the work runs; its size is how many columns are worked on at a time.
    public init(_ model: ModelConfiguration, on pool: NIOThreadPool, settings: EvaluationSettings = .standard) {
        self.init(
            model, on: EvaluationThreads(pool), fetchingOn: EvaluationThreads(FetchThreads.pool), settings: settings)
    }

    /// - Parameter threads: Nobody else's, so that they may wait for other machines.
    init(_ model: ModelConfiguration, on threads: EvaluationThreads, settings: EvaluationSettings) {
        self.init(model, on: threads, fetchingOn: threads, settings: settings)
    }

    private init(
        _ model: ModelConfiguration, on threads: EvaluationThreads, fetchingOn fetchers: EvaluationThreads,
        settings: EvaluationSettings
    ) {
        self.model = model
        self.threads = threads
        self.fetchers = fetchers
        self.settings = settings
    }

    /// Looks at both data sets, and fetches what changed elsewhere; nil where they cannot be found, of which an evaluation
    /// tells why.
    ///
    /// - Parameter now: The time from which windows reach back.
    func identities(
        at now: Date, cancellation: Cancellation = Cancellation()
    ) async throws -> BothSides<DatasetIdentity?> {
        try await identities { [copies = settings.copies] in
            try? copies.identity(of: $0, at: now.nanoseconds, cancellation: cancellation)
        }
    }

    /// What the last look found; looks where there was none.
    ///
    /// - Parameter now: The time from which windows reach back.
    func knownIdentities(at now: Date, cancellation: Cancellation) async throws -> BothSides<DatasetIdentity?> {
        try await identities { [copies = settings.copies] in
            try? copies.contents(of: $0, at: now.nanoseconds, cancellation: cancellation).identity
        }
    }

    private func identities(
        _ identity: @escaping @Sendable (DatasetLocation) -> DatasetIdentity?
    ) async throws -> BothSides<DatasetIdentity?> {
        let isElsewhere = model.reference.isElsewhere || model.current.isElsewhere
        return try await (isElsewhere ? fetchers : threads).run {
            BothSides(reference: identity(model.reference), current: identity(model.current))
        }
    }

    /// Evaluates the data that the last look found; looks where there was none.
    ///
    /// - Parameter now: The time from which windows reach back.
    /// - Throws: ``EvaluationError`` with the side that could not be read; data replaced meanwhile are an error too.
    public func evaluate(at now: Date, cancellation: Cancellation = Cancellation()) async throws -> ModelEvaluation {
        let contents = BothSides(
            reference: try await contents(.reference, model.reference, now, cancellation),
            current: try await contents(.current, model.current, now, cancellation))
        let datasets = try await threads.run { try Self.open(contents, model.definition.columns) }
        while true {
            do {
                let rows = try await threads.run {
                    try selectRows(of: datasets, at: now, cancellation: cancellation)
                }
                return try await evaluate(rows, cancellation: cancellation)
            } catch let error as EvaluationError where error.cause == .schemaWidened {
                // A CSV has more in it than its first rows showed: numbers may have become categories.
                continue
            }
        }
    }

    /// Which columns an evaluation reads, by the schemas of the data sets, which are fetched if they are elsewhere.
    /// Blocks.
    ///
    /// - Parameter now: The time from which windows reach back.
    static func plan(
        of model: ModelConfiguration, at now: Date, copies: DatasetCopies
    ) throws(EvaluationError) -> ColumnPlan {
        let datasets = try open(
            BothSides(
                reference: try contents(.reference, model.reference, now, in: copies),
                current: try contents(.current, model.current, now, in: copies)), model.definition.columns)
        return ColumnPlan(
            model.definition, reference: try schema(of: datasets, .reference),
            current: try schema(of: datasets, .current))
    }

    /// The rows that count, with what is to be told of them where they were chosen.
    private struct SelectedRows {
        var rows: DatasetView
        var window: WindowSummary?
        var sampling: SamplingSummary?
    }

    private func selectRows(
        of datasets: BothSides<OpenDataset>, at now: Date, cancellation: Cancellation
    ) throws(EvaluationError) -> BothSides<SelectedRows> {
        func select(_ side: DatasetSide) throws(EvaluationError) -> SelectedRows {
            do {
                return try selectRows(of: datasets[side], side, at: now, cancellation: cancellation)
            } catch {
                throw EvaluationError(side: side, cause: error)
            }
        }
        return BothSides(reference: try select(.reference), current: try select(.current))
    }

    /// The window first, then the sample of what is in it.
    private func selectRows(
        of dataset: OpenDataset, _ side: DatasetSide, at now: Date, cancellation: Cancellation
    ) throws(DatasetError) -> SelectedRows {
        let definition = model.definition
        var selected = SelectedRows(rows: DatasetView(dataset))
        if let window = definition.windows[side], let column = definition.columns.timestamp {
            let reader = WindowReader(
                dataset: dataset, window: window, column: column, now: now.nanoseconds, cancellation: cancellation)
            (selected.rows, selected.window) = try reader.read()
        }
        if let sampling = definition.sampling[side] {
            let reader = SampleReader(rows: selected.rows, sampling: sampling, cancellation: cancellation)
            (selected.rows, selected.sampling) = try reader.read()
        }
        return selected
    }

    private func evaluate(
        _ selected: BothSides<SelectedRows>, cancellation: Cancellation
    ) async throws -> ModelEvaluation {
        let datasets = selected.map(\.rows)
        let schemas = BothSides(
            reference: try Self.schema(of: datasets.map(\.dataset), .reference),
            current: try Self.schema(of: datasets.map(\.dataset), .current))
        let plan = ColumnPlan(model.definition, reference: schemas.reference, current: schemas.current)
        try Self.checkComparable(plan, schemas.map { $0.map(\.name) }, datasets)
        // Profiles of the segments of a reference are not kept, so that it is read in any case.
        let profiles = (model.definition.segments.isEmpty ? settings.cache : nil).map {
            ReferenceProfiles($0, model: model.name, of: datasets.reference, counts: settings.cacheCounts)
        }
        let segments = try await threads.run { try segmentations(of: datasets, cancellation: cancellation) }
        let fold = EvaluationFold(
            plan, of: model.definition, memory: memory(for: plan, datasets), profiles: profiles,
            segmentations: segments.found)
        try await run(plan, on: datasets, into: fold, cancellation: cancellation)
        return try await threads.run {
            for side in DatasetSide.allCases { try Self.checkUnchanged(datasets[side], side) }
            defer { profiles?.commit() }
            return fold.finished(
                columnCounts: schemas.map(\.count),
                schemaChanges: SchemaChange.all(
                    of: model.definition, in: schemas,
                    areTyped: datasets.reference.dataset.isTyped && datasets.current.dataset.isTyped),
                unmatchedNames: UnmatchedName.all(of: model.definition, among: schemas.map { $0.map(\.name) }),
                windows: selected.map(\.window), sampling: selected.map(\.sampling), failedSegments: segments.failed)
        }
    }

    /// How rows are told apart, and by which columns they cannot be.
    private func segmentations(
        of datasets: BothSides<DatasetView>, cancellation: Cancellation
    ) throws(EvaluationError) -> (found: [Segmentation], failed: [ColumnSegments]) {
        var result: (found: [Segmentation], failed: [ColumnSegments]) = ([], [])
        for settings in model.definition.segments {
            let reader = SegmentReader(
                settings: settings, datasets: datasets, limit: model.definition.limits.segments,
                cancellation: cancellation)
            do {
                result.found.append(try reader.read())
            } catch {
                switch error {
                case .data(let error): throw error
                case .column(let reason): result.failed.append(ColumnSegments(settings, failures: [reason]))
                }
            }
        }
        return result
    }

    /// Works on the passes of a plan, as many at a time as memory allows; the first failure stops the others.
    private func run(
        _ plan: ColumnPlan, on datasets: BothSides<DatasetView>, into fold: EvaluationFold,
        cancellation: Cancellation
    ) async throws {
        let definition = model.definition
        let passes = ColumnPass.passes(
            plan, of: definition, isColumnar: Self.isColumnar(datasets), holdsRows: fold.memory.holdsRows)
        try await withThrowingTaskGroup(of: Void.self) { group in
            func begin(_ pass: ColumnPass) {
                group.addTask {
                    try await threads.run {
                        let evaluation = PassEvaluation(
                            pass: pass, plan: plan, model: definition, datasets: datasets, cancellation: cancellation)
                        try evaluation.run(into: fold)
                    }
                }
            }
            passes.prefix(fold.memory.readers).forEach(begin)
            var waiting = passes.dropFirst(fold.memory.readers)
            do {
                while try await group.next() != nil { waiting.popFirst().map(begin) }
            } catch let error as EvaluationError where error.cause == .schemaWidened {
                // A CSV is read in a single pass, so there is nobody to stop.
                throw error
            } catch {
                cancellation.cancel()
                throw error
            }
        }
    }

    private func memory(for plan: ColumnPlan, _ datasets: BothSides<DatasetView>) -> MemoryPlan {
        let isColumnar = Self.isColumnar(datasets)
        let definition = model.definition
        let passes = ColumnPass.passes(plan, of: definition, isColumnar: isColumnar, holdsRows: true)
        let lists = passes.map { $0.keyListCount(of: definition, in: plan) }.max() ?? 1
        return MemoryPlan(
            settings.memory,
            // Read in one pass, rows need not be put together from columns.
            rows: isColumnar ? datasets.map(\.rowCount) : BothSides(reference: nil, current: nil),
            readers: isColumnar ? settings.readers : 1,
            // Read in one pass, digests of the rows are a list of their own.
            // The rows of segments are held once more for each way to tell them apart.
            listsTogether: (isColumnar ? lists : lists + 1) * (definition.segments.count + 1))
    }

    /// Whether columns can be read apart on both sides.
    private static func isColumnar(_ datasets: BothSides<DatasetView>) -> Bool {
        datasets.reference.dataset.isColumnar && datasets.current.dataset.isColumnar
    }

    private static func schema(
        of datasets: BothSides<OpenDataset>, _ side: DatasetSide
    ) throws(EvaluationError) -> [(name: String, type: ColumnType)] {
        do {
            return try datasets[side].columns().map { ($0.name, $0.type) }
        } catch {
            throw EvaluationError(side: side, cause: error)
        }
    }

    /// Data without a single common column are somebody else's: the last good values are worth more than none.
    private static func checkComparable(
        _ plan: ColumnPlan, _ names: BothSides<[String]>, _ datasets: BothSides<DatasetView>
    ) throws(EvaluationError) {
        guard !plan.columns.contains(where: { $0.isInReference && $0.isInCurrent }) else { return }
        let path = datasets.current.location.path
        guard !plan.columns.isEmpty else {
            let reason = "each of its columns is excluded or of a type that no check can use"
            throw EvaluationError(side: .current, cause: .unreadable(path: path, reason: reason))
        }
        throw EvaluationError(
            side: .current, cause: .otherSchema(path: path, expected: names.reference, found: names.current))
    }

    private static func checkUnchanged(_ rows: DatasetView, _ side: DatasetSide) throws(EvaluationError) {
        do { try rows.dataset.checkUnchanged() } catch { throw EvaluationError(side: side, cause: error) }
    }

    /// Finds the data, and fetches them if they are elsewhere: on threads of their own, so that a slow server does not
    /// keep other models waiting.
    private func contents(
        _ side: DatasetSide, _ location: DatasetLocation, _ now: Date, _ cancellation: Cancellation
    ) async throws -> DatasetContents {
        try await (location.isElsewhere ? fetchers : threads).run {
            try Self.contents(side, location, now, in: settings.copies, cancellation)
        }
    }

    private static func contents(
        _ side: DatasetSide, _ location: DatasetLocation, _ now: Date, in copies: DatasetCopies,
        _ cancellation: Cancellation = Cancellation()
    ) throws(EvaluationError) -> DatasetContents {
        do {
            return try copies.contents(of: location, at: now.nanoseconds, cancellation: cancellation)
        } catch {
            throw EvaluationError(side: side, cause: error)
        }
    }

    private static func open(
        _ contents: BothSides<DatasetContents>, _ columns: ColumnRoles
    ) throws(EvaluationError) -> BothSides<OpenDataset> {
        var epochs: [String: ColumnType.TimeUnit] = [:]
        if let column = columns.timestamp { epochs[column] = columns.timestampUnit }
        func open(_ side: DatasetSide) throws(EvaluationError) -> OpenDataset {
            do { return try OpenDataset(contents[side], epochs: epochs) } catch {
                throw EvaluationError(side: side, cause: error)
            }
        }
        return BothSides(reference: try open(.reference), current: try open(.current))
    }
}
