import Statistics

/// The quality of one version of a model in its last evaluations, and how it changes from one to the next.
struct QualityHistory: Codable, Sendable, Equatable {
    /// The metrics of one evaluation.
    private struct Evaluation: Codable, Equatable {
        /// What tells the current data from others.
        let data: String
        /// By the name of the metric.
        let values: [String: Double]
    }

    /// How a metric changes.
    struct Trend: Equatable {
        let metric: String
        /// Evaluations that have a value.
        let count: Int
        /// Per evaluation, by least squares over 0, 1, 2, ...; nil with fewer than ``fewestValues``.
        let slope: Double?
        /// Of the values; nil where their sum exceeds the largest number.
        let mean: Double?
    }

    /// Fewer values have no trend.
    static let fewestValues = 3

    let model: String
    let version: String
    /// The oldest first.
    private var evaluations: [Evaluation] = []

    /// Holds nothing yet.
    init(model: String, version: String) {
        self.model = model
        self.version = version
    }

    /// Adds what an evaluation found. The same data evaluated again take the place of their last values.
    ///
    /// - Parameter limit: How many evaluations are kept.
    mutating func add(_ values: [String: Double], of data: String, limit: Int) {
        if evaluations.last?.data == data { evaluations.removeLast() }
        evaluations.append(Evaluation(data: data, values: values.filter { $0.value.isFinite }))
        evaluations.removeFirst(max(0, evaluations.count - limit))
    }

    /// Those of the metrics that the last evaluation has, by name.
    var trends: [Trend] {
        (evaluations.last?.values.keys.sorted() ?? []).map { metric in
            let values = evaluations.compactMap { $0.values[metric] }
            let trend = values.count >= Self.fewestValues ? LinearTrend(values: values) : nil
            let mean = values.reduce(0, +) / Double(values.count)
            return Trend(
                metric: metric, count: values.count, slope: trend?.slope, mean: mean.isFinite ? mean : nil)
        }
    }
}
