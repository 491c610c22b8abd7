/// Number, mean and variance of values.
struct SampleMoments {
    let count: Double
    let mean: Double
    /// Divisor n.
    let variance: Double

    init(count: Double, mean: Double, variance: Double) {
        self.count = count
        self.mean = mean
        self.variance = variance
    }

    /// nil for numbers whose squares exceed the largest one.
    init?(_ sample: NumberSample) {
        guard let mean = sample.mean, let deviation = sample.populationStandardDeviation else { return nil }
        self.init(count: Double(sample.count), mean: mean, variance: deviation * deviation)
    }

    init(_ values: ArraySlice<Double>) {
        let count = Double(values.count)
        let mean = values.reduce(0) { $0 + $1 / count }
        self.init(count: count, mean: mean, variance: values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count)
    }

    /// The moments of two samples together.
    func merged(with other: SampleMoments) -> SampleMoments {
        combined(with: other, otherCount: other.count)
    }

    /// The moments of what is left without a part.
    func removing(_ part: SampleMoments) -> SampleMoments {
        combined(with: part, otherCount: -part.count)
    }

    private func combined(with other: SampleMoments, otherCount: Double) -> SampleMoments {
        let size = count + otherCount
        let (share, otherShare) = (count / size, otherCount / size)
        let shift = other.mean - mean
        let within = variance * share + other.variance * otherShare
        return SampleMoments(
            count: size, mean: mean + shift * otherShare,
            variance: max(0, within + shift * shift * share * otherShare))
    }
}
