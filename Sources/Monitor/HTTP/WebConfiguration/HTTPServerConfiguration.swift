import HTTPTypes

/// `http_server_config`: the version of HTTP, and headers that every answer gets.
struct HTTPServerConfiguration: Sendable {
    /// Whether HTTP/2 is offered to clients that come with TLS; yes by default.
    let offersHTTP2: Bool
    let headers: HTTPFields

    /// The only headers that can be set; with values where no others are allowed.
    private static let allowed: [(name: String, values: [String])] = [
        ("Strict-Transport-Security", []), ("X-Content-Type-Options", ["nosniff"]),
        ("X-Frame-Options", ["deny", "sameorigin"]), ("X-XSS-Protection", []), ("Content-Security-Policy", []),
    ]

    init(_ mapping: ConfigurationMapping) {
        offersHTTP2 = mapping.value("http2", default: true)
        headers = mapping.presentSection("headers") { Self.headers($0) } ?? [:]
    }

    private static func headers(_ mapping: ConfigurationMapping) -> HTTPFields {
        var fields: HTTPFields = [:]
        for (name, values) in allowed {
            guard let value = mapping.optionalValue(name, as: LooseText.self)?.text else { continue }
            guard let field = HTTPField.Name(name), HTTPField.isValidValue(value) else {
                mapping.reject(name, "must be one line of text")
                continue
            }
            if !values.isEmpty, !values.contains(value) {
                mapping.reject(name, "must be one of \(values.joined(separator: ", ")), found \"\(value)\"")
            }
            fields[field] = value
        }
        return fields
    }
}
