import Synchronization

/// The web configuration file of a running server.
///
/// What is written into it counts from the next request and the next handshake on. While it is broken nobody is served.
final class WebConfigurationFile: Sendable {
    private struct State {
        var configuration = FileBacked<WebConfiguration>()
        var tls = FileBacked<TLSServerContext>()
    }

    let path: String
    /// Who must not be let in without credentials stays outside when the file no longer asks for any.
    private let mustAuthenticate: Bool
    private let state = Mutex(State())

    init(_ path: String, mustAuthenticate: Bool) {
        self.path = path
        self.mustAuthenticate = mustAuthenticate
    }

    /// What the file says now; throws what is wrong with it.
    func current() throws -> WebConfiguration {
        try state.withLock { state in try load(&state) }
    }

    /// What a handshake needs now; throws what is wrong with the file or with what it names.
    func tls() throws -> TLSServerContext {
        try state.withLock { state in
            let configuration = try load(&state)
            guard let tls = configuration.tls else { throw WebConfigurationError.withoutTLS(path) }
            return try state.tls.value(of: [path] + tls.files) {
                try TLSServerContext(tls, offersHTTP2: configuration.http.offersHTTP2)
            }
        }
    }

    private func load(_ state: inout State) throws -> WebConfiguration {
        let (path, mustAuthenticate) = (path, mustAuthenticate)
        return try state.configuration.value(of: [path]) {
            let configuration = try WebConfiguration(file: path)
            if mustAuthenticate, !configuration.authenticates { throw WebConfigurationError.anonymous(path) }
            return configuration
        }
    }
}
