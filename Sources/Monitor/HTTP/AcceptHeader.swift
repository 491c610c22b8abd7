/// The media types that a client takes, best first.
struct AcceptHeader {
    private struct Clause {
        let type: Substring
        let parameters: [Substring: Substring]
        let quality: Double
    }

    private let clauses: [Clause]

    /// Reads the value of an `Accept` header; what cannot be understood is passed over.
    init(_ value: String) {
        // Types and parameters have no case; ours are written small.
        let parsed = value.lowercased().split(separator: ",").compactMap(Self.clause)
        // Stable: of equal quality the client's order stands.
        clauses = parsed.enumerated()
            .sorted { ($1.element.quality, $0.offset) < ($0.element.quality, $1.offset) }
            .map(\.element).filter { $0.quality > 0 }
    }

    /// The format to answer with: the client's first choice among ours; text for clients that do not say, as browsers
    /// and curl do not.
    var expositionFormat: ExpositionFormat {
        for clause in clauses {
            switch clause.type {
            case "application/openmetrics-text":
                // Without a version 0.0.1 is meant, of which 1.0.0 is the compatible successor.
                if ["1.0.0", "0.0.1", nil].contains(clause.parameters["version"]) { return .openMetrics }
            case "text/plain", "text/*", "*/*": return .text
            default: continue
            }
        }
        return .text
    }

    private static func clause(_ text: Substring) -> Clause? {
        let parts = text.split(separator: ";").map(Self.trimmed)
        guard let type = parts.first, !type.isEmpty else { return nil }
        var parameters: [Substring: Substring] = [:]
        for part in parts.dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1).map(Self.trimmed)
            if pair.count == 2 { parameters[pair[0]] = Self.unquoted(pair[1]) }
        }
        let quality = parameters["q"].map { Double($0) ?? 0 } ?? 1
        return Clause(type: type, parameters: parameters, quality: quality)
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
