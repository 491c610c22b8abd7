public import Statistics

/// How columns go together.
public enum Correlations: JointStatistic {
    public static let readsFeatures = true

    /// Columns that are compared and that a correlation takes.
    public static func columns(of model: ModelDefinition, in columns: [ColumnPlan.Column]) -> [ColumnPlan.Column]? {
        guard let settings = model.correlations else { return nil }
        let patterns = settings.columns.map { NamePattern($0) }
        let kinds = settings.methods.compactMap { CorrelationCatalog.named($0)?.columnKind }
        let chosen = columns.filter { column in
            column.role.isCompared && kinds.contains(column.kind) && !isTextReadAsNumbers(column)
                && patterns.contains { $0.matches(column.name) }
        }
        let hasPair = kinds.contains { kind in chosen.count { $0.kind == kind } > 1 }
        return hasPair ? chosen : nil
    }

    /// Whether the column cannot be read, which must not stop the others.
    private static func isTextReadAsNumbers(_ column: ColumnPlan.Column) -> Bool {
        let types = DatasetSide.allCases.compactMap { column.types[$0] }
        return column.kind == .numerical && types.contains { $0.family == .text }
    }

    /// A sample of rows.
    public static func profile(
        of model: ModelDefinition, columns: [ColumnPlan.Column], spill: (any KeySpill)?
    ) -> CorrelationProfile {
        let settings = model.correlations ?? CorrelationSettings()
        return CorrelationProfile(
            columns: columns.map { CorrelationProfile.Column(name: $0.name, kind: $0.kind) },
            methods: settings.methods, sampleLimit: settings.sampleLimit)
    }

    /// The correlations of all pairs.
    public static func summary(_ profile: consuming CorrelationProfile) -> CorrelationSummary {
        CorrelationSummary(profile)
    }

    /// The correlations of all pairs: of thousands of columns there are millions.
    public static func summary(
        _ profile: consuming CorrelationProfile, unless isCancelled: () -> Bool
    ) -> CorrelationSummary {
        CorrelationSummary(profile, unless: isCancelled)
    }
}
