public import Statistics

/// A rule of the product applied to an evaluation: yields measurements.
///
/// A check is a type without state; ``CheckCatalog/all`` lists them.
public protocol Check: Sendable {
    /// The value of the label `check`.
    static var name: String { get }
    /// Every metric that the check may yield.
    static var metrics: [MetricDescriptor] { get }
    /// Whether its measurements say how well the model does, so that reports show them together.
    static var isAboutQuality: Bool { get }
    /// The metrics that reports show, in their order.
    static var headlines: [MetricDescriptor] { get }
    /// Whether the check draws conclusions from rows, which takes enough of them.
    static var judgesRows: Bool { get }
    /// Whether the check says anything about such a model.
    static func applies(to model: ModelDefinition) -> Bool
    /// Whether a metric about columns is measured of columns of a kind and role.
    static func measures(
        _ metric: MetricDescriptor, of kind: ColumnKind, as role: ColumnRole, statistics: StatisticsSettings
    ) -> Bool
    /// What the check finds. What cannot be computed is left out of the measurements and named in the failures.
    static func findings(_ evaluation: ModelEvaluation) -> CheckFindings
}

extension Check {
    public static var isAboutQuality: Bool { false }

    public static var headlines: [MetricDescriptor] { metrics }

    public static var judgesRows: Bool { true }

    public static func applies(to model: ModelDefinition) -> Bool { true }

    public static func measures(
        _ metric: MetricDescriptor, of kind: ColumnKind, as role: ColumnRole, statistics: StatisticsSettings
    ) -> Bool { true }
}

/// The measurements of one check, and what it could not compute.
public struct CheckFindings: Sendable, Equatable {
    public var measurements: [Measurement]
    /// One sentence per thing that could not be computed.
    public var failures: [String]

    /// Collects findings.
    public init(_ measurements: [Measurement] = [], failures: [String] = []) {
        self.measurements = measurements
        self.failures = failures
    }
}
