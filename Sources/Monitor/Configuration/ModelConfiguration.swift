public import Checks
public import Dataset
import Statistics

/// One entry of `models`: what the model is and where its data sets are.
public struct ModelConfiguration: Sendable, Equatable {
    /// What to compute.
    public private(set) var definition: ModelDefinition
    /// Where the baseline is.
    public let reference: DatasetLocation
    /// Where what production sees now is.
    public let current: DatasetLocation
    /// When it is evaluated, where that is not as under `global`.
    public let evaluation: EvaluationKeys

    /// What the entry amounts to, to be shown.
    public let tree: ConfigurationTree

    /// The name that appears in the label `model`.
    public var name: String { definition.name }

    init(_ mapping: ConfigurationMapping) {
        let givenTask: ModelTask? = mapping.optionalValue("task")
        let task = givenTask ?? .unsupervised
        let datasets = BothSides(
            reference: DatasetConfiguration(mapping, "reference"), current: DatasetConfiguration(mapping, "current"))
        definition = ModelDefinition(
            name: Self.name(mapping),
            version: mapping.value("version", default: ""),
            task: task,
            owner: mapping.value("owner", default: ""),
            columns: mapping.section("columns") { .init($0, task: givenTask) } ?? ColumnRoles(),
            drift: mapping.section("drift") { .init($0) } ?? DriftSettings(),
            quality: mapping.section("quality") { .init($0) } ?? QualitySettings(),
            statistics: mapping.section("statistics") { .init($0) } ?? StatisticsSettings(),
            expectations: mapping.namedSections("expectations") { ColumnExpectation($1, of: $0) }.map(\.1),
            ranking: mapping.section("ranking") { .init($0) } ?? RankingSettings(),
            clustering: mapping.section("clustering") { .init($0) } ?? ClusteringSettings(),
            correlations: mapping.section("correlations") { .init($0) },
            limits: mapping.section("limits") { .init($0) } ?? SeriesLimits(),
            windows: datasets.map(\.window), sampling: datasets.map(\.sampling),
            segments: SegmentSettings.list(mapping))
        reference = datasets.reference.location
        current = datasets.current.location
        evaluation = EvaluationKeys(mapping)
        Self.rejectForeignSections(mapping, task)
        for side in DatasetSide.allCases where definition.windows[side] != nil && definition.columns.timestamp == nil {
            mapping.reject(side.rawValue, "has a window, which needs the name of a column in columns.timestamp")
        }
        tree = mapping.tree
    }

    /// Whether an evaluation of the one is an evaluation of the other.
    func isMeasured(like other: ModelConfiguration) -> Bool {
        definition == other.definition && reference == other.reference && current == other.current
    }

    /// Whether a value with the same labels says the same of both: they are the same version of a model, with the same
    /// data and roles of columns, and of the same rows. Tests, thresholds and limits may differ, and how long
    /// fetching may take.
    func means(sameAs other: ModelConfiguration) -> Bool {
        definition.version == other.definition.version && definition.task == other.definition.task
            && definition.columns == other.definition.columns && definition.windows == other.definition.windows
            && definition.sampling == other.definition.sampling && definition.segments == other.definition.segments
            && reference.source == other.reference.source && current.source == other.current.source
    }

    /// Lowers the number of series to the model's share of those of the whole exporter.
    mutating func limitSeries(to share: Int) {
        definition.limits.series = min(definition.limits.series, share)
    }

    private static func name(_ mapping: ConfigurationMapping) -> String {
        let name: String = mapping.value("name")
        if name.isEmpty, mapping.contains("name") { mapping.reject("name", "must not be empty") }
        return name
    }

    /// Sections that say how something is measured that this task does not have.
    private static func rejectForeignSections(_ mapping: ConfigurationMapping, _ task: ModelTask) {
        if mapping.contains("ranking"), !task.isRanking {
            mapping.reject("ranking", "belongs to task: ranking or recommendation, found \(task.rawValue)")
        }
        if mapping.contains("clustering"), task != .clustering {
            mapping.reject("clustering", "belongs to task: clustering, found \(task.rawValue)")
        }
    }
}
