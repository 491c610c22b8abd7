public import Checks
public import Dataset

/// Why a model could not be evaluated.
public struct EvaluationError: Error, Equatable, CustomStringConvertible {
    /// The data set at fault.
    public let side: DatasetSide
    /// What is wrong with it.
    public let cause: DatasetError

    /// The message for logs and people.
    public var description: String {
        // Of which side a read hangs is not known.
        if case .stuck = cause { return "\(cause)" }
        return "\(side.rawValue) data: \(cause)"
    }
}
