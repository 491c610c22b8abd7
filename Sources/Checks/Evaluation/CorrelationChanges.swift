public import Statistics

/// How one correlation of all pairs of columns differs between reference and current.
public struct CorrelationChanges: Sendable {
    /// Two columns.
    public struct Pair: Sendable, Equatable {
        public let names: CorrelationSummary.Pair
        /// nil where a side has none.
        public let coefficients: BothSides<Double?>
        /// Current less reference; nil unless both sides have one.
        public let change: Double?
        /// The probability of such a change by chance, where it is known.
        public let pValue: Double?
        /// Whether the change is large enough to matter and too large for chance; nil where chance is not known.
        public let isDetected: Bool?
    }

    /// The name of the correlation.
    public let method: String
    /// The largest change first; pairs without one come last. Pairs of the same change are in the order of their columns.
    public let pairs: [Pair]
    /// A change is more than chance if its p-value is below this: 0.05 over the number of pairs (Bonferroni), so that
    /// in nineteen evaluations of twenty no change of any pair is found where there is none.
    public let significance: Double

    private static let errorRate = 0.05

    /// Compares what was found on both sides.
    init(_ method: String, reference: CorrelationSummary, current: CorrelationSummary, threshold: Double) {
        let values = BothSides(reference: reference, current: current).map { $0.values[method] ?? [] }
        let found = values.map { Dictionary(uniqueKeysWithValues: $0.map { ($0.pair, $0.estimate) }) }
        let names = values.reference.map(\.pair) + values.current.map(\.pair).filter { found.reference[$0] == nil }
        let compared = names.count { found.reference[$0] != nil && found.current[$0] != nil }
        let significance = Self.errorRate / Double(max(1, compared))
        let pairs = names.map { names in
            Pair(names, found.map { $0[names] }, threshold: threshold, significance: significance)
        }
        self.method = method
        self.significance = significance
        self.pairs = pairs.enumerated().sorted { left, right in
            let sizes = (left.element.size, right.element.size)
            return sizes.0 == sizes.1 ? left.offset < right.offset : sizes.0 > sizes.1
        }
        .map(\.element)
    }

    /// Pairs that have the correlation on both sides.
    public var comparedCount: Int { pairs.count { $0.change != nil } }

    /// Pairs whose change counts; nil where chance is not known of any.
    public var detectedCount: Int? {
        let verdicts = pairs.compactMap(\.isDetected)
        return verdicts.isEmpty ? nil : verdicts.count { $0 }
    }

    /// The largest change of any pair, without its sign; nil if there is none.
    public var largest: Double? { pairs.first?.change.map { abs($0) } }

    /// The mean change of all pairs, without their signs; nil if there is none.
    public var mean: Double? {
        comparedCount == 0 ? nil : pairs.reduce(0) { $0 + max(0, $1.size) } / Double(comparedCount)
    }
}

extension CorrelationChanges.Pair {
    fileprivate init(
        _ names: CorrelationSummary.Pair, _ estimates: BothSides<CorrelationEstimate?>, threshold: Double,
        significance: Double
    ) {
        self.names = names
        coefficients = estimates.map { $0?.coefficient }
        guard let reference = estimates.reference, let current = estimates.current else {
            (change, pValue, isDetected) = (nil, nil, nil)
            return
        }
        let change = current.coefficient - reference.coefficient
        let pValue = current.pValue(against: reference)
        self.change = change
        self.pValue = pValue
        isDetected = pValue.map { abs(change) >= threshold && $0 < significance }
    }

    /// What pairs are ordered by: the change without its sign, those without one last.
    fileprivate var size: Double { change.map { abs($0) } ?? -1 }
}

extension ModelEvaluation {
    /// How correlations changed, by method in the order of the settings; nil where a side has none.
    public var correlationChanges: [CorrelationChanges]? {
        let sides = joint[Correlations.self]
        guard let settings = model.correlations, let reference = try? sides.reference?.get(),
            let current = try? sides.current?.get()
        else { return nil }
        return settings.methods.map {
            CorrelationChanges($0, reference: reference, current: current, threshold: settings.threshold)
        }
    }
}
