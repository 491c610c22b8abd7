import Testing
import TestSupport

@testable import Monitor

struct RolloutAssignmentTests {
    private static let rollout = "01jdexample0000000000000000"

    /// Expected places come from the same formula in Python.
    @Test(arguments: [
        (rollout, "user-1", 7071), (rollout, "user-2", 9557), ("r", "größe", 9601), ("r", "", 9947),
    ])
    func `the place of an id can be computed elsewhere`(rollout: String, id: String, place: Int) {
        #expect(RolloutAssignment.place(of: id, in: rollout) == place)
    }

    /// Chi-square with 99 degrees of freedom: 160 is exceeded with p < 1e-4, and the ids are always the same.
    @Test func `ids that follow each other spread evenly`() {
        for prefix in ["", "user-", "ffffffff-0000-4000-8000-"] {
            var counts = Array(repeating: 0, count: 100)
            for id in 0..<100_000 {
                counts[RolloutAssignment.place(of: "\(prefix)\(id)", in: Self.rollout) / 100] += 1
            }
            let statistic = counts.reduce(0.0) { $0 + Double(($1 - 1000) * ($1 - 1000)) / 1000 }
            #expect(statistic < 160 && statistic > 50, "\(prefix) \(statistic)")
        }
    }

    /// The share of the candidate lies within four standard deviations of the binomial distribution.
    @Test(arguments: [1, 10, 25, 50, 99])
    func `the candidate gets its share, with an id and without`(percentage: Int) {
        let share = Double(percentage) / 100
        let bound = 4 * (100_000 * share * (1 - share)).squareRoot()
        var random = SplitMix64(seed: 7)
        let sticky = (0..<100_000).count { RolloutAssignment.place(of: "u\($0)", in: Self.rollout) < percentage * 100 }
        let chance = (0..<100_000).count { _ in RolloutAssignment.randomPlace(using: &random) < percentage * 100 }
        #expect(abs(Double(sticky) - 100_000 * share) < bound)
        #expect(abs(Double(chance) - 100_000 * share) < bound)
    }

    @Test func `who had the candidate keeps it as its share grows, and another rollout shuffles anew`() {
        var both = 0
        for id in 0..<10_000 {
            let place = RolloutAssignment.place(of: "\(id)", in: Self.rollout)
            #expect((0..<RolloutAssignment.places).contains(place))
            if place < 5000, RolloutAssignment.place(of: "\(id)", in: "another") < 5000 { both += 1 }
        }
        #expect(abs(both - 2500) < 200)
    }
}
