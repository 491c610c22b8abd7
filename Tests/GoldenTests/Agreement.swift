import Foundation
import Testing

/// Counts how many recorded values agree, and remembers the worst.
struct Agreement {
    let what: String
    private(set) var agreeing = 0
    private(set) var differences: [String] = []
    private(set) var largestError = 0.0
    private(set) var worst = ""

    /// Values compared.
    var count: Int { agreeing + differences.count }

    init(_ what: String) {
        self.what = what
    }

    /// Compares with a relative tolerance, or, where given, an absolute one that also suffices.
    mutating func compare(
        _ ours: Double?, _ theirs: Double, relative: Double = 1e-12, absolute: Double = 0,
        _ name: @autoclosure () -> String
    ) {
        let bothUndefined = (ours == nil || ours?.isNaN == true) && theirs.isNaN
        guard !bothUndefined, ours != theirs else { return agreeing += 1 }
        guard let ours else { return differences.append("\(name()): undefined, recorded \(theirs)") }
        let error = abs(ours - theirs)
        let relativeError = error / max(abs(theirs), .leastNormalMagnitude)
        if error <= absolute || relativeError <= relative {
            agreeing += 1
            if error > absolute, relativeError > largestError { (largestError, worst) = (relativeError, name()) }
        } else {
            differences.append("\(name()): \(ours), recorded \(theirs)")
        }
    }

    /// Prints the summary and fails on every difference that is not in `explained`.
    func report(explained: [String: String] = [:]) {
        let open = differences.filter { difference in !explained.keys.contains { difference.hasPrefix($0 + ":") } }
        print("golden \(what): \(agreeing) of \(count) agree, largest relative error \(largestError) \(worst)")
        for (name, reason) in explained.sorted(by: { $0.key < $1.key }) {
            print("golden \(what): differs by design: \(name): \(reason)")
            #expect(differences.contains { $0.hasPrefix(name + ":") }, "\(name) agrees: take it off the list")
        }
        #expect(open.isEmpty, "\(open.joined(separator: "\n"))")
    }
}
