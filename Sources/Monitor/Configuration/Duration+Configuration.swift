import Yams

extension Duration: ConfigurationValue {
    static let expectation = "a duration such as 30s, 5m or 1h30m"
    static let placeholder = Duration.zero

    /// The units of Prometheus's syntax in the order in which they must stand, in milliseconds.
    private static let units: [(name: Substring, milliseconds: Int64)] = [
        ("y", 365 * 86_400_000), ("w", 7 * 86_400_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000),
        ("s", 1000), ("ms", 1),
    ]

    init?(configuration node: Node) {
        guard let text = node.scalar?.string else { return nil }
        self.init(prometheus: text)
    }

    /// Parses `1h30m` and the like; units stand from large to small, each at most once, and `0` needs no unit.
    init?(prometheus text: String) {
        if text == "0" {
            self = .zero
            return
        }
        var rest = text[...]
        var units = Self.units[...]
        var total: Int64 = 0
        while !rest.isEmpty {
            let digits = rest.prefix { ("0"..."9").contains($0) }
            let name = rest.dropFirst(digits.count).prefix { $0.isLetter }
            guard let count = Int64(digits), let index = units.firstIndex(where: { $0.name == name }) else {
                return nil
            }
            let (amount, overflow) = count.multipliedReportingOverflow(by: units[index].milliseconds)
            let (sum, carry) = total.addingReportingOverflow(amount)
            guard !overflow, !carry else { return nil }
            total = sum
            units = units[(index + 1)...]
            rest = rest.dropFirst(digits.count + name.count)
        }
        guard !text.isEmpty else { return nil }
        self = .milliseconds(total)
    }

    /// From large units to small ones, as Prometheus writes it.
    var configuration: Node? {
        var rest = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        guard rest > 0 else { return Node("0s") }
        var text = ""
        // Years and weeks are no help to a reader.
        for (name, milliseconds) in Self.units.dropFirst(2) where rest >= milliseconds {
            text += "\(rest / milliseconds)\(name)"
            rest %= milliseconds
        }
        return Node(text)
    }

    /// The length in seconds.
    var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }
}
