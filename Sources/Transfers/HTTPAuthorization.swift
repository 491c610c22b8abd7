/// How a request identifies itself, in Prometheus's words: `basic_auth` or `authorization`.
public enum HTTPAuthorization: Sendable, Hashable {
    case basic(username: String, password: Secret)
    case bearer(Secret)
}
