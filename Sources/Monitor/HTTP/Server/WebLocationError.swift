/// A URL or path on the command line that no server can be found at.
enum WebLocationError: Error, Equatable, CustomStringConvertible {
    case externalURL(String)
    case prefix(String)
    case telemetryPath(String)

    var description: String {
        switch self {
        case .externalURL(let text):
            "--web.external-url must be a URL such as https://example.org/modelwatch, without user, query and "
                + "fragment, or a path; found \"\(text)\""
        case .telemetryPath(let text):
            "--web.telemetry-path must be a path that nothing else has, such as /metrics; found \"\(text)\""
        case .prefix(let text):
            "a path may have letters, digits, and the characters - _ . ~ between its slashes; found \"\(text)\""
        }
    }
}
