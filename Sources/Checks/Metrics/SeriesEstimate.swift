import Statistics

/// The most series that metrics can have for a model, from its configuration and the columns of its data sets alone.
///
/// A metric has as many series as its labels have combinations of values; one about columns has that for each column of a
/// kind that it is measured of. Where values decide on the kind of a column, the kind with the most series is assumed.
public struct SeriesEstimate: Sendable {
    /// An integer column with at most this many distinct values counts as categories.
    private static let mostIntegerCategories = 10
    /// Quantiles of the errors of a regression.
    private static let errorQuantiles = 5

    private let model: ModelDefinition
    private let columns: [ColumnPlan.Column]

    /// Prepares an estimate for a model whose data sets have these columns.
    public init(_ model: ModelDefinition, _ plan: ColumnPlan) {
        self.model = model
        columns = plan.columns
    }

    /// What the checks that say something about the model can measure.
    public var measured: Int {
        let checks = CheckCatalog.all.filter { $0.applies(to: model) && $0 != SegmentCheck.self }
        let whole = checks.flatMap { $0.metrics }.filter { !Self.isAboutColumns($0) }
        return whole.reduce(0) { $0 + count($1) } + columns.reduce(0) { $0 + count($1, checks) } + ofSegments
    }

    /// Of each column that tells rows apart: what segments can have, the rows of the others, the number of segments.
    private var ofSegments: Int {
        let ofOne = count(of: SegmentCheck.segmentMetrics(of: model))
        return model.segments.count * (model.limits.segments * ofOne + count(of: [SegmentCheck.rows]) + 1)
    }

    /// What metrics that no check measures can have.
    public func count(of metrics: [MetricDescriptor]) -> Int {
        metrics.reduce(0) { $0 + count($1) }
    }

    /// Pairs of columns are limited in number, whatever the columns.
    private static func isAboutColumns(_ metric: MetricDescriptor) -> Bool {
        metric.labels.contains("column") && !metric.labels.contains("other_column")
    }

    private func count(_ column: ColumnPlan.Column, _ checks: [any Check.Type]) -> Int {
        possibleKinds(of: column).map { kind, categories in
            checks.reduce(0) { total, check in
                let metrics = check.metrics.filter {
                    Self.isAboutColumns($0)
                        && check.measures($0, of: kind, as: column.role, statistics: model.statistics)
                }
                return total + metrics.reduce(0) { $0 + count($1, categories: categories) }
            }
        }.max() ?? 0
    }

    private func possibleKinds(of column: ColumnPlan.Column) -> [(kind: ColumnKind, categories: Int)] {
        let usual = (kind: column.kind, categories: model.limits.categories)
        guard column.isInferred else { return [usual] }
        switch column.kind {
        case .numerical: return [usual, (.categorical, min(model.limits.categories, Self.mostIntegerCategories))]
        case .categorical: return [usual, (.text, 0)]
        case .text, .datetime: return [usual]
        }
    }

    private func count(_ metric: MetricDescriptor, categories: Int = 0) -> Int {
        metric.labels.reduce(1) { $0 * count(label: $1, of: metric, categories: categories) }
    }

    private func methods(of metric: MetricDescriptor) -> Int {
        if CorrelationCheck.metrics.contains(metric) { return model.correlations?.methods.count ?? 0 }
        return [ModelDriftCheck.slope, ModelDriftCheck.span].contains(metric) ? PerformanceMethod.allCases.count : 1
    }

    /// How many values a label can have where all others are fixed.
    private func count(label: String, of metric: MetricDescriptor, categories: Int) -> Int {
        let isAboutColumns = Self.isAboutColumns(metric)
        return switch label {
        case "dataset", "source", "reason": 2
        case "category": categories
        case "label": model.limits.categories
        case "other_column": model.limits.correlations
        case "probability": isAboutColumns ? model.statistics.quantiles.count : Self.errorQuantiles
        case "k": model.ranking.cutoffs.count
        case "check": CheckCatalog.all.count { $0.applies(to: model) }
        case "metric":
            CheckCatalog.all.filter { $0.isAboutQuality && $0.applies(to: model) }.flatMap { $0.headlines }.count
        case "kind": isAboutColumns ? 1 : ColumnKind.allCases.count
        case "change": isAboutColumns ? 1 : SchemaChange.Kind.allCases.count
        case "component": DataQuality.Component.allCases.count
        case "type": ModelDrift.Kind.allCases.count
        case "method": methods(of: metric)
        // A threshold of a score and one of a p-value.
        case "basis": isAboutColumns || !metric.name.hasSuffix("_threshold") ? 1 : 2
        default: 1
        }
    }
}
