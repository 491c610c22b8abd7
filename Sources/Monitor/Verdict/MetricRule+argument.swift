extension MetricRule {
    /// Reads `NAME:higher` or `NAME:lower` with `,KEY=NUMBER` and `,relative` behind it, as the command line has it.
    public init(argument text: String) throws(GateDocumentError) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard let colon = parts[0].lastIndex(of: ":"),
            let direction = MetricDirection(rawValue: String(parts[0][parts[0].index(after: colon)...]))
        else { throw .rule(text, "must begin with NAME:higher or NAME:lower") }
        var numbers: [String: Double] = [:]
        var isRelative = false
        for part in parts.dropFirst() {
            if part == "relative" {
                isRelative = true
                continue
            }
            let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard pair.count == 2, Self.keys.contains(pair[0]), let number = Double(pair[1]), number.isFinite else {
                throw .rule(
                    text,
                    "holds \(part): expected relative, or one of \(Self.keys.joined(separator: ", ")) with =NUMBER")
            }
            numbers[pair[0]] = number
        }
        self.init(
            String(parts[0][..<colon]), direction, minimumImprovement: numbers["min_improvement"],
            maximumRegression: numbers["max_regression"] ?? 0, isRelative: isRelative, limit: numbers["limit"])
        if let problem { throw .rule(text, problem) }
    }

    private static let keys = ["min_improvement", "max_regression", "limit"]
}
