import Logging

/// How a listener talks to its clients.
enum ListenerScheme: Sendable, Equatable {
    case http
    case https(offersHTTP2: Bool)

    /// The words of exporter-toolkit, which operators look for.
    var announcement: Logger.Message {
        switch self {
        case .http: "TLS is disabled."
        case .https: "TLS is enabled."
        }
    }

    var offersHTTP2: Bool { self == .https(offersHTTP2: true) }
}
