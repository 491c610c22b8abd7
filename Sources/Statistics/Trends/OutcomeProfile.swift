/// What one pass over the times of rows and how their predictions turned out leaves: exact sums.
///
/// Rows without a finite time or outcome are left out. Memory: a few kilobytes, whatever the number of rows.
public struct OutcomeProfile<Reader: OutcomeReader>: JointProfile {
    private var reader: Reader
    /// Of times in seconds since 1970-01-01 UTC, and outcomes.
    private var moments = PairMoments()
    private var earliest = Double.infinity
    private var latest = -Double.infinity

    // Kept for the next batch.
    private var times: [Double] = []
    private var outcomes: [Double] = []

    /// Makes an empty profile.
    public init(_ reader: Reader) {
        self.reader = reader
    }

    /// Adds the rows of a column of times and of those that the reader takes.
    ///
    /// - Throws: ``ColumnError`` if the times are no numbers, or as the reader does.
    public mutating func update(_ columns: [Column]) throws(ColumnError) {
        try columns[0].decodeNumbers(into: &times)
        try reader.read(columns.dropFirst(), into: &outcomes)
        precondition(times.count == outcomes.count)
        for row in times.indices where times[row].isFinite && outcomes[row].isFinite {
            moments.add(times[row], outcomes[row])
            earliest = min(earliest, times[row])
            latest = max(latest, times[row])
        }
    }

    /// Adds the rows of another profile with such a reader.
    public mutating func merge(_ other: OutcomeProfile) {
        moments.merge(other.moments)
        earliest = min(earliest, other.earliest)
        latest = max(latest, other.latest)
    }

    /// How the outcomes change with time; nil with fewer than three rows, and if all are of one time.
    public var trend: OutcomeTrend? {
        guard let line = LinearTrend(moments), let pValue = line.pValue, let mean = moments.y.mean else { return nil }
        return OutcomeTrend(line: line, pValue: pValue, span: latest - earliest, mean: mean)
    }
}
