/// A piece of hot code with input of its own; ``KernelCatalog/all`` lists them.
public protocol Kernel: Sendable {
    /// The name in tables and thresholds, such as `merge`.
    static var name: String { get }
    /// Rows to count instructions over. What is counted again over twice as many tells what a row costs.
    static var rows: Int { get }

    /// Makes the input: `rows` rows, the same in every run.
    init(rows: Int) throws
    /// Does the work once; may be called again.
    mutating func run() throws
}

extension Kernel {
    public static var rows: Int { 100_000 }
}
