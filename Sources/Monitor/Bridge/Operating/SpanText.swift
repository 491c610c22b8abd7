/// Lengths of time for people.
enum SpanText {
    private static let units = [("d", 86_400), ("h", 3600), ("min", 60), ("s", 1)]

    /// The two largest units of it, such as `2 d 3 h` or `40 s`.
    static func of(_ seconds: Double) -> String {
        // A sender may have written any year.
        var rest = Int(min(max(seconds.rounded(), 0), 1e12))
        let parts = units.compactMap { name, size -> (String, Int)? in
            defer { rest %= size }
            return rest >= size ? ("\(rest / size) \(name)", size) : nil
        }
        guard let first = parts.first else { return "0 s" }
        guard let second = parts.dropFirst().first, Self.isNext(second.1, after: first.1) else { return first.0 }
        return first.0 + " " + second.0
    }

    private static func isNext(_ size: Int, after larger: Int) -> Bool {
        units.firstIndex { $0.1 == size } == units.firstIndex { $0.1 == larger }.map { $0 + 1 }
    }
}
