import Yams

/// A number of bytes as Prometheus writes it: `256MB` or `1GiB`, both in powers of 1,024.
struct ByteCount: ConfigurationValue, Equatable {
    static let expectation = "a size such as 256MB or 1GB"
    static let placeholder = ByteCount(bytes: 0)

    let bytes: Int

    private static let units: [Substring] = ["B", "KB", "MB", "GB", "TB"]

    init(bytes: Int) {
        self.bytes = bytes
    }

    init?(configuration node: Node) {
        guard let text = node.scalar?.string else { return nil }
        let digits = text.prefix { ("0"..."9").contains($0) }
        let unit = text.dropFirst(digits.count).replacing("iB", with: "B")
        guard let count = Int(digits), let power = Self.units.firstIndex(of: unit) else { return nil }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: 1 << (10 * power))
        guard !overflow else { return nil }
        self.bytes = bytes
    }

    /// In the largest unit that needs no fraction.
    var configuration: Node? {
        var (count, power) = (bytes, 0)
        while count > 0, count % 1024 == 0, power < Self.units.count - 1 { (count, power) = (count / 1024, power + 1) }
        return Node("\(count)\(Self.units[power])")
    }
}
