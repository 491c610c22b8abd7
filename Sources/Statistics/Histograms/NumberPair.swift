/// The numbers of a column in reference and current, neither of which is empty: all of them, or what buckets tell.
struct NumberPair {
    let reference: NumberSample
    let current: NumberSample

    /// Values of both sides together.
    var pooledCount: Int { reference.count + current.count }

    /// Number, mean and variance of both sides; nil where squares exceed the largest number.
    var moments: (reference: SampleMoments, current: SampleMoments)? {
        guard let left = SampleMoments(reference), let right = SampleMoments(current) else { return nil }
        return (left, right)
    }

    /// The population standard deviation of both sides together; nil where squares exceed the largest number.
    var pooledStandardDeviation: Double? {
        guard let (left, right) = moments else { return nil }
        let variance = left.merged(with: right).variance
        return variance.isFinite ? variance.squareRoot() : nil
    }
}
