public import Statistics

/// One type of drift of a model as a whole, and what its verdict rests on.
public struct ModelDrift: Sendable, Equatable {
    /// What drifts.
    public enum Kind: String, Sendable, CaseIterable {
        /// The features.
        case data
        /// The distribution of the predictions.
        case prediction
        /// The relation between predictions and what is true.
        case concept
        /// How well the model does, within the current data and getting worse with time.
        case performance

        /// Whether it says that the model itself is no longer what it was.
        public var concernsQuality: Bool { self == .concept || self == .performance }
    }

    public let kind: Kind
    /// What it was measured by: the value of the label `method`.
    public let method: String
    /// Larger means more drift.
    public let score: Double
    /// nil where the method has none.
    public let pValue: Double?
    /// Where the verdict turns; for both numbers where both must be reached.
    public let thresholds: [Threshold]
    public let isDetected: Bool

    /// A value at which the verdict turns.
    public struct Threshold: Sendable, Equatable {
        public let basis: Decision.Basis
        public let value: Double
    }

    /// Where the verdict turns by one of the numbers; nil where that has no part in it.
    public func threshold(_ basis: Decision.Basis) -> Double? { thresholds.first { $0.basis == basis }?.value }

    /// The probability up to which chance is no explanation; 19 random tables, the fewest, can tell no smaller one.
    static let significance = 0.05

    /// Drift by a score that reaches its threshold and that chance does not explain.
    init(_ kind: Kind, method: String, _ outcome: StatTestOutcome, threshold: Double) {
        self.kind = kind
        self.method = method
        score = outcome.score
        pValue = outcome.pValue
        thresholds = [Threshold(basis: .score, value: threshold), Threshold(basis: .pValue, value: Self.significance)]
        isDetected = outcome.score >= threshold && outcome.pValue.map { $0 <= Self.significance } ?? false
    }

    /// Drift by the share of columns that drifted; nil without columns.
    init?(_ kind: Kind, columns: (drifted: Int, total: Int), share: Double) {
        guard columns.total > 0 else { return nil }
        self.kind = kind
        method = "drifted_columns"
        score = Double(columns.drifted) / Double(columns.total)
        pValue = nil
        thresholds = [Threshold(basis: .score, value: share)]
        isDetected = score >= share
    }

    /// Drift of a single column.
    init(_ kind: Kind, column: DriftResult) {
        self.kind = kind
        method = column.test
        score = column.outcome.score
        pValue = column.outcome.pValue
        thresholds = [Threshold(basis: column.decision.basis, value: column.threshold)]
        isDetected = column.isDrifted
    }
}

/// How bad drift is.
public enum DriftSeverity: String, Sendable, CaseIterable {
    case none
    /// Data or predictions drifted: the model sees something else.
    case warning
    /// The concept or the performance drifted: the model is no longer as good as it was.
    case critical

    /// That of everything that drifted.
    public init(_ drifts: [ModelDrift]) {
        let detected = drifts.filter(\.isDetected)
        self = detected.isEmpty ? .none : detected.contains { $0.kind.concernsQuality } ? .critical : .warning
    }
}
