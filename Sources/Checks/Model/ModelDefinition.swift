public import Statistics

/// What a user says about a model: enough to decide what to compute, nothing about where the data are.
public struct ModelDefinition: Sendable, Equatable {
    public let name: String
    public let version: String
    public let task: ModelTask
    public let owner: String
    public let columns: ColumnRoles
    public let drift: DriftSettings
    public let quality: QualitySettings
    public let statistics: StatisticsSettings
    /// In the order of the configuration; the first that covers a column counts.
    public let expectations: [ColumnExpectation]
    public let ranking: RankingSettings
    public let clustering: ClusteringSettings
    /// nil where correlations are not measured.
    public let correlations: CorrelationSettings?
    public var limits: SeriesLimits
    /// nil where all rows count.
    public let windows: BothSides<RowWindow?>
    /// How a sample of the rows is drawn; nil where all are read.
    public let sampling: BothSides<RowSampling?>
    /// By which columns rows are told apart.
    public let segments: [SegmentSettings]

    /// Describes a model.
    public init(
        name: String, version: String = "", task: ModelTask = .unsupervised, owner: String = "",
        columns: ColumnRoles = ColumnRoles(), drift: DriftSettings = DriftSettings(),
        quality: QualitySettings = QualitySettings(), statistics: StatisticsSettings = StatisticsSettings(),
        expectations: [ColumnExpectation] = [], ranking: RankingSettings = RankingSettings(),
        clustering: ClusteringSettings = ClusteringSettings(), correlations: CorrelationSettings? = nil,
        limits: SeriesLimits = SeriesLimits(), windows: BothSides<RowWindow?> = .init(reference: nil, current: nil),
        sampling: BothSides<RowSampling?> = .init(reference: nil, current: nil), segments: [SegmentSettings] = []
    ) {
        self.name = name
        self.version = version
        self.task = task
        self.owner = owner
        self.columns = columns
        self.drift = drift
        self.quality = quality
        self.statistics = statistics
        self.expectations = expectations
        self.ranking = ranking
        self.clustering = clustering
        self.correlations = correlations
        self.limits = limits
        self.windows = windows
        self.sampling = sampling
        self.segments = segments
    }
}

/// How many series a model may have.
public struct SeriesLimits: Sendable, Equatable {
    /// Categories per column that get a series; the most frequent ones.
    public let categories: Int
    /// Pairs of columns per correlation that get series; those that changed most.
    public let correlations: Int
    /// Segments per column that get series; the most harmful ones.
    public let segments: Int
    /// Series in all; see ``SeriesBudget`` for which.
    public var series: Int

    /// Sets the limits.
    public init(categories: Int = 50, correlations: Int = 50, segments: Int = 20, series: Int = 10_000) {
        self.categories = categories
        self.correlations = correlations
        self.segments = segments
        self.series = series
    }
}
