/// How strongly two columns of one data set go together; ``CorrelationCatalog/all`` lists them.
///
/// Only rows in which both columns have a value count.
public protocol Correlation: Sendable {
    /// What is computed of a column once, whatever the others.
    associatedtype Operand: Sendable

    /// The key in the configuration and the value of the label `method`.
    static var name: String { get }
    /// The kind that both columns must be of.
    static var columnKind: ColumnKind { get }

    /// Prepares a column.
    ///
    /// - Returns: nil for a column without two different values, which goes with none.
    static func operand(_ column: Observations) -> Operand?

    /// Compares two columns, of the same rows.
    ///
    /// - Returns: nil where the coefficient is undefined.
    static func estimate(_ left: Operand, _ right: Operand) -> CorrelationEstimate?
}

/// All correlations.
public enum CorrelationCatalog {
    /// Every correlation; add a new one here and nowhere else.
    public static let all: [any Correlation.Type] = [
        PearsonCorrelation.self, SpearmanCorrelation.self, KendallCorrelation.self, CramersV.self,
    ]

    /// The correlation of a name; nil if there is none.
    public static func named(_ name: String) -> (any Correlation.Type)? { all.first { $0.name == name } }
}
