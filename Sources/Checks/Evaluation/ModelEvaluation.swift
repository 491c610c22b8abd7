/// The result of reading both data sets of a model once; every check draws on it.
public struct ModelEvaluation: Sendable {
    public let model: ModelDefinition
    public let rows: BothSides<RowSummary>
    /// In the order of the plan.
    public let columns: [ColumnEvaluation]
    /// What was measured on several columns together.
    public let joint: JointResults
    /// Columns that were not read.
    public let omissions: [ColumnPlan.Omission]
    /// How the columns of the current data differ from those of the reference, read or not.
    public let schemaChanges: [SchemaChange]
    /// What the configuration names and neither data set has.
    public let unmatchedNames: [UnmatchedName]
    /// Which columns say the same.
    public let duplicatedColumns: BothSides<DuplicatedColumns>
    /// Which rows were in the windows; nil where all rows count.
    public let windows: BothSides<WindowSummary?>
    /// How many rows were drawn; nil where all were read.
    public let sampling: BothSides<SamplingSummary?>
    /// One for each column by which rows are told apart.
    public let segments: [ColumnSegments]
    /// The types of drift that the data allow to judge; kept, since random tables may be part of a verdict.
    public private(set) var drifts: [ModelDrift] = []

    /// Puts the parts together.
    public init(
        model: ModelDefinition, rows: BothSides<RowSummary>, columns: [ColumnEvaluation],
        joint: JointResults = JointResults(), omissions: [ColumnPlan.Omission] = [],
        schemaChanges: [SchemaChange] = [], unmatchedNames: [UnmatchedName] = [],
        duplicatedColumns: BothSides<DuplicatedColumns> = .init(reference: .init(), current: .init()),
        windows: BothSides<WindowSummary?> = .init(reference: nil, current: nil),
        sampling: BothSides<SamplingSummary?> = .init(reference: nil, current: nil), segments: [ColumnSegments] = []
    ) {
        self.model = model
        self.rows = rows
        let isSufficient = DatasetSide.allCases.allSatisfy { windows[$0]?.isSufficient ?? true }
        self.columns = isSufficient ? columns : columns.map(\.unjudged)
        self.joint = isSufficient ? joint : JointResults()
        self.windows = windows
        self.sampling = sampling
        self.segments = isSufficient ? segments : []
        self.omissions = omissions
        self.schemaChanges = schemaChanges
        self.unmatchedNames = unmatchedNames
        self.duplicatedColumns = duplicatedColumns
        drifts = findDrifts()
    }

    /// Which windows hold too few rows to judge by; the data are then described and nothing more.
    public var shortages: [String] {
        DatasetSide.allCases.compactMap { side in
            guard let window = windows[side], !window.isSufficient else { return nil }
            return "\(side.rawValue): the window holds \(window.rowCount) rows, fewer than minimum_rows, "
                + "\(window.minimumRows)"
        }
    }

    /// The columns that play a part.
    public func columns(_ role: ColumnRole) -> [ColumnEvaluation] { columns.filter { $0.role == role } }

    /// Cells of all columns that are read.
    public func cellCount(_ side: DatasetSide) -> Int {
        columns.reduce(0) { $0 + ($1.summaries[side]?.rowCount ?? 0) }
    }

    /// Cells without a value.
    public func missingCellCount(_ side: DatasetSide) -> Int {
        columns.reduce(0) { $0 + ($1.summaries[side]?.missingCount ?? 0) }
    }

    /// Feature columns with a verdict, and how many of them drifted.
    public var driftedFeatures: (drifted: Int, total: Int) {
        let verdicts = columns(.feature).compactMap(\.drift).filter(\.isDecided)
        return (verdicts.count(where: \.isDrifted), verdicts.count)
    }

    /// How bad the drift of the model is.
    public var severity: DriftSeverity { DriftSeverity(drifts) }

    /// Whether the share of drifted feature columns reaches the configured one.
    public var isDrifted: Bool {
        drifts.contains { $0.kind == .data && $0.isDetected }
    }
}
