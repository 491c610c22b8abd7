/// Finds the name that a mistyped one was probably meant to be.
public enum NearestName {
    /// The known name with the smallest edit distance, if it is near enough to be meant and has a character in common;
    /// ties go to the first in order.
    public static func of(_ name: String, among known: some Sequence<String>) -> String? {
        let reach = Swift.max(1, (name.count + 1) / 3)
        // A word that is longer or shorter by more is further away than that.
        return known.filter { abs($0.count - name.count) <= reach }
            .map { (name: $0, distance: distance(Array(name), Array($0))) }
            .filter { $0.distance <= reach && $0.distance < Swift.max($0.name.count, name.count) }
            .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?
            .name
    }

    /// The number of insertions, deletions, replacements and swaps of neighbours between two words.
    static func distance(_ first: [Character], _ second: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...second.count)
        for row in first.indices {
            var current = [row + 1]
            for column in second.indices {
                let replaced = last[column] + (first[row] == second[column] ? 0 : 1)
                var best = Swift.min(replaced, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
                    best = Swift.min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            (beforeLast, last) = (last, current)
        }
        return last[second.count]
    }
}
