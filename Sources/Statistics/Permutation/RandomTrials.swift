/// How many random trials a question is worth, and when it is answered.
struct RandomTrials {
    /// What counts as chance: one in twenty.
    private static let level = 0.05
    /// If so many trials have not reached the observed score, one in twenty will not: the probability that they mislead
    /// is below 1/10,000.
    private static let enoughWithout = 99

    /// The most trials; (count + 1) · ``level`` is a whole number, which makes the level exact.
    let count: Int

    /// 999 trials of up to 1,000 cells each, 199 up to 10,000, and above it 19, the fewest that can tell one in twenty.
    init(cells: Int = 0) {
        count = cells <= 1000 ? 999 : cells <= 10_000 ? 199 : 19
    }

    /// How many of all trials reach the observed score; each changes what the one before has left.
    func reaching<State>(
        _ state: inout State, _ trial: (inout State, inout SeededGenerator) -> Bool
    ) -> Int {
        var generator = SeededGenerator()
        var found = 0
        for _ in 0..<count where trial(&state, &generator) { found += 1 }
        return found
    }

    /// Whether at least one trial in twenty reaches the observed score; makes no more of them than it takes to know.
    func isWithinChance<State>(
        _ state: inout State, _ trial: (inout State, inout SeededGenerator) -> Bool
    ) -> Bool {
        let most = Int((Self.level * Double(count + 1)).rounded()) - 1
        var generator = SeededGenerator()
        var found = 0
        for made in 0..<count {
            if found > most || made == Self.enoughWithout && found == 0 { break }
            if trial(&state, &generator) { found += 1 }
        }
        return found > most
    }
}
