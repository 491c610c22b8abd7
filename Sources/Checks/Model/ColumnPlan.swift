public import Statistics

/// Which columns of two data sets are read, as what, and which are left out and why.
public struct ColumnPlan: Sendable, Equatable {
    /// A column to read.
    public struct Column: Sendable, Equatable {
        public let name: String
        public let role: ColumnRole
        /// The kind to read it as: declared, or what its type suggests before its values are known.
        public let kind: ColumnKind
        /// Whether the values may still change the kind.
        public let isInferred: Bool
        /// The types in the files; nil where a data set lacks the column.
        public let types: BothSides<ColumnType?>

        public var isInReference: Bool { types.reference != nil }
        public var isInCurrent: Bool { types.current != nil }
    }

    /// A column that is not read.
    public struct Omission: Sendable, Equatable {
        public let column: String
        public let reason: String
    }

    /// In the order of the reference, columns that only the current data have at the end.
    public let columns: [Column]
    public let omissions: [Omission]

    /// Plans the reading of a model's data sets from their schemas.
    public init(
        _ model: ModelDefinition, reference: [(name: String, type: ColumnType)],
        current: [(name: String, type: ColumnType)]
    ) {
        var columns: [Column] = []
        var omissions: [Omission] = []
        let types = (
            Dictionary(reference, uniquingKeysWith: { first, _ in first }),
            Dictionary(current, uniquingKeysWith: { first, _ in first })
        )
        var seen: Set<String> = []
        let names = (reference + current).map(\.name).filter { seen.insert($0).inserted }
        let repeated = Self.repeatedNames(reference).union(Self.repeatedNames(current))
        for name in names where !model.columns.isExcluded(name) {
            if repeated.contains(name) {
                omissions.append(Omission(column: name, reason: "several columns of one data set have this name"))
                continue
            }
            let present = [types.0[name], types.1[name]].compactMap { $0 }
            if let reason = present.compactMap(\.unsupportedReason).first {
                omissions.append(Omission(column: name, reason: "it is \(reason)"))
                continue
            }
            let role = model.columns.role(of: name)
            let declared = model.columns.declaredKind(of: name) ?? Self.kind(of: role, in: model)
            columns.append(
                Column(
                    name: name, role: role, kind: declared ?? Self.kind(suggestedBy: present),
                    isInferred: declared == nil, types: BothSides(reference: types.0[name], current: types.1[name])))
        }
        self.columns = columns
        self.omissions = omissions
    }

    private static func repeatedNames(_ columns: [(name: String, type: ColumnType)]) -> Set<String> {
        var seen: Set<String> = []
        return Set(columns.map(\.name).filter { !seen.insert($0).inserted })
    }

    /// Labels are categories whatever their type; a regression's target is a number.
    private static func kind(of role: ColumnRole, in model: ModelDefinition) -> ColumnKind? {
        switch role {
        case .target, .prediction: model.task.isClassification || model.task == .clustering ? .categorical : nil
        case .probability: .numerical
        case .timestamp: .datetime
        case .feature, .id, .user, .item: nil
        }
    }

    private static func kind(suggestedBy types: [ColumnType]) -> ColumnKind {
        let kinds = types.filter { $0 != .null }.map(Self.kind)
        // A column that is text on one side cannot be compared as numbers.
        return kinds.contains(.categorical) ? .categorical : kinds.first ?? .numerical
    }

    private static func kind(_ type: ColumnType) -> ColumnKind {
        switch type {
        case .boolean, .utf8, .largeUTF8, .utf8View, .dictionary: .categorical
        case .date, .timestamp: .datetime
        default: .numerical
        }
    }
}
