/// The web configuration file: TLS, users and headers of the HTTP server, in the keys of Prometheus's exporter-toolkit,
/// and our own under `modelwatch`.
///
/// Keys: https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md
public struct WebConfiguration: Sendable {
    /// How connections are secured; nil for plain HTTP.
    let tls: TLSServerConfiguration?
    let http: HTTPServerConfiguration
    /// The users who may pass, with their hashes.
    let users: [[UInt8]: PasswordHash]
    let rateLimit: RateLimitConfiguration?
    let access: AccessConfiguration

    /// Reads and validates a file, and the certificates that it names.
    ///
    /// - Throws: ``InvalidConfiguration`` with every mistake in it, ``TLSMaterialError`` at a certificate or key.
    public init(validating file: String) throws {
        try self.init(file: file)
        _ = try tls.map { try TLSServerContext($0, offersHTTP2: http.offersHTTP2) }
        try access.validate()
    }

    /// Reads a file; the certificates it names are not looked at.
    init(file: String) throws {
        self = try ConfigurationDocument(file: file).read { WebConfiguration($0) }
    }

    private init(_ mapping: ConfigurationMapping) {
        tls = mapping.presentSection("tls_server_config") { TLSServerConfiguration($0) } ?? nil
        http = mapping.presentSection("http_server_config") { .init($0) } ?? .init(mapping.empty)
        users = Self.users(mapping)
        rateLimit = mapping.presentSection("rate_limit") { RateLimitConfiguration($0) } ?? nil
        access = mapping.presentSection("modelwatch") { .init($0) } ?? .init(mapping.empty)
    }

    /// Whether a password or token is asked for.
    var asksForCredentials: Bool { !users.isEmpty || !access.tokens.isEmpty }

    /// Whether nobody passes without having shown who they are.
    var authenticates: Bool { asksForCredentials || tls?.authenticates ?? false }

    /// What the file has, in a few words.
    public var summary: String {
        "TLS: \(tls == nil ? "off" : "on"), users: \(users.count), token files: \(access.tokens.count)"
    }

    private static func users(_ mapping: ConfigurationMapping) -> [[UInt8]: PasswordHash] {
        let hashes = mapping.presentSection("basic_auth_users") { users in
            users.keys.compactMap { name -> ([UInt8], PasswordHash)? in
                let text: LooseText = users.value(name)
                guard let hash = PasswordHash(text.text) else {
                    users.reject(name, "must be a bcrypt hash such as $2y$10$..., as htpasswd -nB writes it")
                    return nil
                }
                return (Array(name.utf8), hash)
            }
        }
        return Dictionary(hashes ?? []) { first, _ in first }
    }
}
