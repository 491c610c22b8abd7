/// The value of the label `dataset`.
public enum DatasetSide: String, Sendable, CaseIterable {
    case reference, current
}

/// A value for each of the two data sets.
public struct BothSides<Value> {
    public var reference: Value
    public var current: Value

    /// Pairs two values.
    public init(reference: Value, current: Value) {
        self.reference = reference
        self.current = current
    }

    /// The value of one side.
    public subscript(side: DatasetSide) -> Value {
        get { side == .reference ? reference : current }
        // In place: a setter would copy the dictionaries of very many columns for each change.
        _modify { if side == .reference { yield &reference } else { yield &current } }
    }

    /// Transforms both.
    public func map<Result, Failure: Error>(
        _ transform: (Value) throws(Failure) -> Result
    ) throws(Failure) -> BothSides<Result> {
        BothSides<Result>(reference: try transform(reference), current: try transform(current))
    }
}

extension BothSides: Sendable where Value: Sendable {}
extension BothSides: Equatable where Value: Equatable {}
