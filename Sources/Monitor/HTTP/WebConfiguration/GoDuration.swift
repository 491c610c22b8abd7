import Yams

/// A length of time as Go writes it: `1s`, `1.5h`, `1m30s`, `100us`.
struct GoDuration: ConfigurationValue, Equatable {
    static let expectation = "a duration such as 1s, 100ms or 1m30s"
    static let placeholder = GoDuration(duration: .zero)

    let duration: Duration

    private static let nanoseconds: [Substring: Double] = [
        "ns": 1, "us": 1e3, "µs": 1e3, "μs": 1e3, "ms": 1e6, "s": 1e9, "m": 60e9, "h": 3600e9,
    ]

    private init(duration: Duration) {
        self.duration = duration
    }

    init?(configuration node: Node) {
        guard let text = node.scalar?.string else { return nil }
        self.init(text)
    }

    /// Parses the text; nil if it is no duration, or a negative one.
    init?(_ text: String) {
        var rest = text[...]
        var total = 0.0
        while !rest.isEmpty, text != "0" {
            let digits = rest.prefix { ("0"..."9").contains($0) || $0 == "." }
            let unit = rest.dropFirst(digits.count).prefix { $0.isLetter }
            guard let count = Double(digits), let factor = Self.nanoseconds[unit] else { return nil }
            total += count * factor
            rest = rest.dropFirst(digits.count + unit.count)
        }
        guard !text.isEmpty, total < Double(Int64.max) else { return nil }
        duration = .nanoseconds(Int64(total))
    }
}
