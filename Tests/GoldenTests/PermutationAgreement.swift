import Testing

/// Compares p-values that both sides estimate from random permutations: Evidently from 1,000 or 100, without a seed
/// that could be reproduced from counts. They agree if they differ by no more than the two estimates may.
struct PermutationAgreement {
    static let tests: Set<String> = ["TVD", "empirical_mmd"]
    /// Standard errors; one in 1.7 million differences of right estimates is larger.
    private static let largestDeviation = 5.0
    /// All categories occur once, so that every permutation has one of few distances. Evidently sums their terms in an
    /// order that depends on the permutation, and rounding breaks the ties.
    private static let explained = ["tiny/cat_high200/TVD"]

    private(set) var count = 0
    private var agreeing = 0
    private var differences: [String] = []
    private var largest = 0.0

    mutating func compare(_ ours: Double?, _ theirs: Double, _ name: String) {
        count += 1
        let permutations = name.hasSuffix("TVD") ? (999.0, 1000.0) : (399.0, 100.0)
        guard let ours else { return differences.append("\(name): undefined, recorded \(theirs)") }
        // The probability that both estimate, away from 0 and 1 by what they can tell.
        let pooled = (ours * permutations.0 + theirs * permutations.1 + 1) / (permutations.0 + permutations.1 + 2)
        let variance = pooled * (1 - pooled) * (1 / permutations.0 + 1 / permutations.1)
        let deviation = abs(ours - theirs) / variance.squareRoot()
        if deviation <= Self.largestDeviation {
            agreeing += 1
            largest = max(largest, deviation)
        } else {
            differences.append("\(name): \(ours), recorded \(theirs)")
        }
    }

    func report() {
        print("golden permutation tests: \(agreeing) of \(count) agree, at most \(largest) standard errors apart")
        for name in Self.explained { print("golden permutation tests: differs by design: \(name)") }
        let open = differences.filter { difference in !Self.explained.contains { difference.hasPrefix($0 + ":") } }
        #expect(open.isEmpty, "\(open.joined(separator: "\n"))")
        #expect(differences.count - open.count == Self.explained.count, "some of the explained agree")
    }
}
