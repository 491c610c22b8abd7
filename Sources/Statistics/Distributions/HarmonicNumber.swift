import RealModule

/// Sums of the first n reciprocals.
enum HarmonicNumber {
    private static let eulersConstant = 0.577_215_664_901_532_9
    /// From here on the expansions are exact to double precision.
    private static let fewestForExpansion = 64

    /// Σ 1/k.
    static func first(_ n: Int) -> Double {
        guard n >= fewestForExpansion else { return sum(n) { 1 / $0 } }
        let x = Double(n)
        let square = x * x
        let tail = (1 / 12.0 - (1 / 120.0 - 1 / 252.0 / square) / square) / square
        return .log(x) + eulersConstant + 1 / (2 * x) - tail
    }

    /// Σ 1/k².
    static func second(_ n: Int) -> Double {
        guard n >= fewestForExpansion else { return sum(n) { 1 / ($0 * $0) } }
        let x = Double(n)
        let square = x * x
        let tail = (1 / 6.0 - (1 / 30.0 - 1 / 42.0 / square) / square) / square
        return .pi * .pi / 6 - (1 - 1 / (2 * x) + tail) / x
    }

    private static func sum(_ n: Int, _ term: (Double) -> Double) -> Double {
        (0..<n).reversed().reduce(0) { $0 + term(Double($1 + 1)) }
    }
}
