import Foundation

/// What engines have in common that find a run by the key in its title.
enum RunLookup {
    /// A moment as engines take it in a query, to the second; none lies before 1970.
    static func text(_ moment: Date) -> String {
        max(moment, Date(timeIntervalSince1970: 0)).formatted(.iso8601)
    }

    /// Whether a title names a key, and not one of which it is only the beginning, as `…-a1` is of `…-a12`.
    static func title(_ title: String?, names key: String) -> Bool {
        guard let title else { return false }
        return title.ranges(of: key).contains { title[$0.upperBound...].first?.isNumber != true }
    }
}
