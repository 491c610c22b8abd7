/// What is going to be asked of a sample of which perhaps only buckets are left.
public struct SampleQuestions: Sendable {
    /// In ascending order of the values: which value is there.
    public var places: [Int] = []
    /// Where values are told from others: at some number in each range.
    public var bounds: [ClosedRange<Double>] = []

    /// Asks for how often the value in the middle occurs, and nothing else.
    public init() {}
}
