public import Statistics

/// What the joint statistics of one evaluation found, each under its own type.
public struct JointResults: Sendable {
    private var results: [ObjectIdentifier: any Sendable] = [:]

    /// Holds nothing yet.
    public init() {}

    /// The findings on both sides: nil where the data set lacks the columns, an error where they could not be used.
    public subscript<Statistic: JointStatistic>(
        statistic: Statistic.Type
    ) -> BothSides<Result<Statistic.Summary, ColumnError>?> {
        get {
            let found = results[ObjectIdentifier(statistic)] as? BothSides<Result<Statistic.Summary, ColumnError>?>
            return found ?? BothSides(reference: nil, current: nil)
        }
        set { results[ObjectIdentifier(statistic)] = newValue }
    }

    /// Takes over what another has found.
    public mutating func add(_ other: JointResults) {
        results.merge(other.results) { $1 }
    }
}
