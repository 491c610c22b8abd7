import HTTPTypes

/// What a scraper gets of what it takes: format, escaping and compression.
struct ExpositionChoice: Sendable, Equatable {
    let format: ExpositionFormat
    /// The way of writing names that the scraper asked for; all of our names are the same in every way.
    let escaping: String?
    let coding: ContentCoding

    /// Chooses by the headers of a request, in the manner of Prometheus's own library: the first alternative in the
    /// client's order that we have; text where there is none, and for clients that do not say, as browsers and curl do not.
    init(_ headers: HTTPFields) {
        let accepted = AcceptHeader(headers[.accept] ?? "")
        let found = accepted.clauses.lazy.compactMap { clause in Self.format(clause).map { ($0, clause) } }.first
        format = found?.0 ?? .text
        escaping = found.flatMap { Self.escaping($0.1) }
        coding = Self.coding(AcceptHeader(headers[.acceptEncoding] ?? ""))
    }

    /// The exact value of the `Content-Type` header.
    var contentType: String {
        format.contentType + (escaping.map { "; escaping=\($0)" } ?? "")
    }

    private static func format(_ clause: AcceptHeader.Clause) -> ExpositionFormat? {
        let parameters = clause.parameters
        switch clause.name {
        case "application/vnd.google.protobuf":
            return parameters["proto"] == "io.prometheus.client.metricfamily" && parameters["encoding"] == "delimited"
                ? .protobuf : nil
        case "application/openmetrics-text":
            // Without a version 0.0.1 is meant, of which 1.0.0 is the compatible successor.
            return ["1.0.0", "0.0.1", nil].contains(parameters["version"]) ? .openMetrics : nil
        case "text/plain": return ["0.0.4", nil].contains(parameters["version"]) ? .text : nil
        case "text/*", "*/*": return .text
        default: return nil
        }
    }

    private static func escaping(_ clause: AcceptHeader.Clause) -> String? {
        guard let asked = clause.parameters["escaping"] else { return nil }
        return ["allow-utf-8", "underscores", "dots", "values"].first { $0 == asked }
    }

    /// gzip for those who name it and do not prefer what is not compressed.
    private static func coding(_ accepted: AcceptHeader) -> ContentCoding {
        let named = accepted.clauses.lazy.compactMap { clause -> ContentCoding? in
            switch clause.name {
            case "gzip", "x-gzip": .gzip
            case "identity": .identity
            default: nil
            }
        }
        return named.first ?? .identity
    }
}
