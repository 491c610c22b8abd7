/// The alternatives that a client lists in `Accept` or `Accept-Encoding`, best first.
struct AcceptHeader {
    /// One alternative.
    struct Clause {
        /// In small letters, as are the parameters.
        let name: Substring
        let parameters: [Substring: Substring]
        /// From 0, which refuses it, to 1.
        let quality: Double
    }

    /// Without what the client refuses.
    let clauses: [Clause]

    /// Reads the value of a header; what cannot be understood is passed over.
    init(_ value: String) {
        // Types and parameters have no case; ours are written small.
        let parsed = value.lowercased().split(separator: ",").compactMap(Self.clause)
        // Stable: of equal quality the client's order stands.
        clauses = parsed.enumerated()
            .sorted { ($1.element.quality, $0.offset) < ($0.element.quality, $1.offset) }
            .map(\.element).filter { $0.quality > 0 }
    }

    /// Whether a page for people is asked for by name, as browsers do.
    var wantsHTML: Bool { clauses.contains { $0.name == "text/html" } }

    private static func clause(_ text: Substring) -> Clause? {
        let parts = text.split(separator: ";").map(Self.trimmed)
        guard let name = parts.first, !name.isEmpty else { return nil }
        var parameters: [Substring: Substring] = [:]
        for part in parts.dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1).map(Self.trimmed)
            if pair.count == 2 { parameters[pair[0]] = Self.unquoted(pair[1]) }
        }
        let quality = parameters["q"].map { Double($0) ?? 0 } ?? 1
        return Clause(name: name, parameters: parameters, quality: quality.isFinite ? quality : 0)
    }

    private static func unquoted(_ text: Substring) -> Substring {
        text.count > 1 && text.first == "\"" && text.last == "\"" ? text.dropFirst().dropLast() : text
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let start = text.drop { $0 == " " || $0 == "\t" }
        guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return start[...last]
    }
}
