public import Checks
import Dataset
public import NIOPosix
import Statistics
import Synchronization
public import Transfers

/// Reads both data sets of a model and evaluates every column, on the threads of a pool.
public struct ModelEvaluator: Sendable {
    private let model: ModelConfiguration
    private let pool: NIOThreadPool
    private let settings: EvaluationSettings

    /// - Parameter pool: Where the work runs; its size is how many columns are worked on at a time.
    public init(_ model: ModelConfiguration, on pool: NIOThreadPool, settings: EvaluationSettings = .standard) {
        self.model = model
        self.pool = pool
        self.settings = settings
    }

    /// Evaluates the data as they are now.
    ///
    /// - Throws: ``EvaluationError`` with the side that could not be read; data replaced meanwhile are an error too.
    public func evaluate(cancellation: Cancellation = Cancellation()) async throws -> ModelEvaluation {
        let contents = BothSides(
            reference: try await contents(.reference, model.reference, cancellation),
            current: try await contents(.current, model.current, cancellation))
        let datasets = try await pool.runIfActive { try Self.open(contents) }
        while true {
            do {
                return try await evaluate(datasets, cancellation: cancellation)
            } catch let error as EvaluationError where error.cause == .schemaWidened {
                // A CSV has more in it than its first rows showed: numbers may have become categories.
                continue
            }
        }
    }

    /// Which columns an evaluation reads, by the schemas of the data sets, which are fetched if they are elsewhere.
    /// Blocks.
    static func plan(of model: ModelConfiguration, copies: DatasetCopies) throws(EvaluationError) -> ColumnPlan {
        let datasets = try open(
            BothSides(
                reference: try contents(.reference, model.reference, in: copies),
                current: try contents(.current, model.current, in: copies)))
        return ColumnPlan(
            model.definition, reference: try schema(of: datasets, .reference),
            current: try schema(of: datasets, .current))
    }

    private func evaluate(
        _ datasets: BothSides<OpenDataset>, cancellation: Cancellation
    ) async throws -> ModelEvaluation {
        let schemas = BothSides(
            reference: try Self.schema(of: datasets, .reference), current: try Self.schema(of: datasets, .current))
        let plan = ColumnPlan(model.definition, reference: schemas.reference, current: schemas.current)
        try Self.checkComparable(plan, schemas.map { $0.map(\.name) }, datasets)
        let profiles = settings.cache.map {
            ReferenceProfiles($0, model: model.name, of: datasets.reference.contents.identity)
        }
        let fold = EvaluationFold(
            plan, of: model.definition, memory: memory(for: plan, datasets), profiles: profiles)
        try await run(plan, on: datasets, into: fold, cancellation: cancellation)
        return try await pool.runIfActive {
            for side in DatasetSide.allCases { try Self.checkUnchanged(datasets[side], side) }
            defer { profiles?.commit() }
            return fold.finished(
                columnCounts: schemas.map(\.count),
                schemaChanges: SchemaChange.all(
                    of: model.definition, in: schemas,
                    areTyped: datasets.reference.isTyped && datasets.current.isTyped),
                unmatchedNames: UnmatchedName.all(of: model.definition, among: schemas.map { $0.map(\.name) }))
        }
    }

    /// Works on the passes of a plan, as many at a time as memory allows; the first failure stops the others.
    private func run(
        _ plan: ColumnPlan, on datasets: BothSides<OpenDataset>, into fold: EvaluationFold,
        cancellation: Cancellation
    ) async throws {
        let definition = model.definition
        let passes = ColumnPass.passes(
            plan, of: definition, isColumnar: Self.isColumnar(datasets), holdsRows: fold.memory.holdsRows)
        try await withThrowingTaskGroup(of: Void.self) { group in
            func begin(_ pass: ColumnPass) {
                group.addTask {
                    try await pool.runIfActive {
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

    private func memory(for plan: ColumnPlan, _ datasets: BothSides<OpenDataset>) -> MemoryPlan {
        let isColumnar = Self.isColumnar(datasets)
        let definition = model.definition
        let passes = ColumnPass.passes(plan, of: definition, isColumnar: isColumnar, holdsRows: true)
        let lists = passes.map { $0.keyListCount(of: definition, in: plan) }.max() ?? 1
        return MemoryPlan(
            settings.memory,
            // Read in one pass, rows need not be put together from columns.
            rows: isColumnar ? datasets.map(\.recordedRowCount) : BothSides(reference: nil, current: nil),
            readers: isColumnar ? settings.readers : 1,
            // Read in one pass, digests of the rows are a list of their own.
            listsTogether: isColumnar ? lists : lists + 1)
    }

    /// Whether columns can be read apart on both sides.
    private static func isColumnar(_ datasets: BothSides<OpenDataset>) -> Bool {
        datasets.reference.isColumnar && datasets.current.isColumnar
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
        _ plan: ColumnPlan, _ names: BothSides<[String]>, _ datasets: BothSides<OpenDataset>
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

    private static func checkUnchanged(_ dataset: OpenDataset, _ side: DatasetSide) throws(EvaluationError) {
        do { try dataset.checkUnchanged() } catch { throw EvaluationError(side: side, cause: error) }
    }

    /// Finds the data, and fetches them if they are elsewhere: on threads of their own, so that a slow server does not
    /// keep other models waiting.
    private func contents(
        _ side: DatasetSide, _ location: DatasetLocation, _ cancellation: Cancellation
    ) async throws -> DatasetContents {
        try await (location.isElsewhere ? FetchThreads.pool : pool).runIfActive {
            try Self.contents(side, location, in: settings.copies, cancellation)
        }
    }

    private static func contents(
        _ side: DatasetSide, _ location: DatasetLocation, in copies: DatasetCopies,
        _ cancellation: Cancellation = Cancellation()
    ) throws(EvaluationError) -> DatasetContents {
        do {
            return try copies.contents(of: location, cancellation: cancellation)
        } catch {
            throw EvaluationError(side: side, cause: error)
        }
    }

    private static func open(
        _ contents: BothSides<DatasetContents>
    ) throws(EvaluationError) -> BothSides<OpenDataset> {
        func open(_ side: DatasetSide) throws(EvaluationError) -> OpenDataset {
            do { return try OpenDataset(contents[side]) } catch { throw EvaluationError(side: side, cause: error) }
        }
        return BothSides(reference: try open(.reference), current: try open(.current))
    }
}
