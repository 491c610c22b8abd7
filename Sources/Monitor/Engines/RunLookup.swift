import Foundation

/// What engines have in common that find a run by the key in its title.
enum RunLookup {
    /// The engine's clock may go behind ours by this much.
    static let margin: TimeInterval = 300

    /// From when on runs are looked at, for one that was started at a moment.
    static func start(_ moment: Date) -> String {
        let earliest = max(moment, Date(timeIntervalSince1970: margin)).addingTimeInterval(-margin)
        return earliest.formatted(.iso8601)
    }

    /// Whether a title names a key, and not one of which it is only the beginning, as `…-a1` is of `…-a12`.
    static func title(_ title: String?, names key: String) -> Bool {
        guard let title else { return false }
        return title.ranges(of: key).contains { title[$0.upperBound...].first?.isNumber != true }
    }
}
