/// What one pass over columns leaves of how they go together: a sample of the rows.
///
/// Memory: 8 bytes for each column and row of the sample, twice, whatever is in the columns.
public struct CorrelationProfile: JointProfile {
    /// A column whose values are compared with those of others.
    public struct Column: Sendable, Equatable {
        let name: String
        /// Numerical, or else categorical.
        let kind: ColumnKind

        /// Names a column.
        public init(name: String, kind: ColumnKind) {
            self.name = name
            self.kind = kind
        }
    }

    let columns: [Column]
    /// Names of correlations.
    let methods: [String]
    private(set) var sample: PointSample

    /// Makes an empty profile.
    ///
    /// - Parameters:
    ///   - methods: Which correlations to compute, by name.
    ///   - sampleLimit: How many different rows to keep at most.
    public init(columns: [Column], methods: [String], sampleLimit: Int) {
        self.columns = columns
        self.methods = methods
        sample = PointSample(width: columns.count, limit: sampleLimit)
    }

    /// Adds the rows of the columns.
    public mutating func update(_ columns: [Statistics.Column]) throws(ColumnError) {
        precondition(columns.count == self.columns.count, "the columns of the profile")
        var coordinates = [[Double]](repeating: [], count: columns.count)
        for place in columns.indices {
            switch self.columns[place].kind {
            case .numerical: try columns[place].decodeFiniteNumbers(into: &coordinates[place])
            default: try columns[place].decodeCategories(into: &coordinates[place])
            }
        }
        let hashes = PointSample.hashes(coordinates, count: coordinates.first?.count ?? 0)
        for row in hashes.indices where sample.takes(hashes[row]) {
            sample.add(hashes[row], coordinates, row: row)
        }
    }

    /// Adds the rows of another profile.
    public mutating func merge(_ other: CorrelationProfile) {
        sample.merge(other.sample)
    }
}
