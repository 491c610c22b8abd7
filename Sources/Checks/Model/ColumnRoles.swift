public import Statistics

/// Which columns play which part. Lists hold names or patterns with `*` and `?`.
public struct ColumnRoles: Sendable, Equatable {
    public var target: String?
    public var prediction: String?
    public var probabilities: ProbabilityColumns?
    public var timestamp: String?
    /// What 64-bit integers in the timestamp column count; nil where they are no integers, or seconds.
    public var timestampUnit: ColumnType.TimeUnit?
    public var id: String?
    /// Who was recommended something, or the query of a ranking.
    public var user: String?
    /// What was recommended or ranked.
    public var item: String?
    /// The label that counts as positive in a binary classification.
    public var positiveLabel: Category
    /// Columns whose kind is given rather than inferred.
    public var kinds: [ColumnKind: [String]]
    /// The only features that are read; empty for all.
    public var include: [String]
    /// Columns that are not read at all.
    public var exclude: [String]

    /// Assigns roles.
    public init(
        target: String? = nil, prediction: String? = nil, probabilities: ProbabilityColumns? = nil,
        timestamp: String? = nil, timestampUnit: ColumnType.TimeUnit? = nil, id: String? = nil,
        user: String? = nil, item: String? = nil, positiveLabel: Category = .integer(1),
        kinds: [ColumnKind: [String]] = [:], include: [String] = [], exclude: [String] = []
    ) {
        self.target = target
        self.prediction = prediction
        self.probabilities = probabilities
        self.timestamp = timestamp
        self.timestampUnit = timestampUnit
        self.id = id
        self.user = user
        self.item = item
        self.positiveLabel = positiveLabel
        self.kinds = kinds
        self.include = include
        self.exclude = exclude
    }

    /// The role of a column; what has no other is a feature.
    public func role(of name: String) -> ColumnRole {
        switch name {
        case target: .target
        case prediction: .prediction
        case timestamp: .timestamp
        case id: .id
        case user: .user
        case item: .item
        default: probabilities?.contains(name) == true ? .probability : .feature
        }
    }

    /// Whether a column is left unread by request.
    public func isExcluded(_ name: String) -> Bool {
        if exclude.contains(where: { NamePattern($0).matches(name) }) { return true }
        guard !include.isEmpty, role(of: name) == .feature else { return false }
        return !include.contains { NamePattern($0).matches(name) }
    }

    /// The kind that the configuration gives a column.
    public func declaredKind(of name: String) -> ColumnKind? {
        ColumnKind.allCases.first { kind in
            kinds[kind, default: []].contains { NamePattern($0).matches(name) }
        }
    }
}
