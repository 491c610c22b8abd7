/// Whom outgoing calls over TLS trust and how they identify us, in Prometheus's words: `tls_config`.
///
/// All files are PEM and read for each connection, so they can be replaced at any time.
public struct TLSClientConfiguration: Sendable, Hashable {
    /// A file with the certificates to trust; nil for the system's.
    package var certificateAuthority: String?
    /// A file with our certificate, the leaf first; nil for none.
    package var certificate: String?
    /// The file with the key of our certificate.
    package var key: String?
    /// The name that the server's certificate must have; nil for that of the URL.
    package var serverName: String?
    /// The least version; TLS 1.2 by default.
    package var minimumVersion: TLSVersionName

    package init(
        certificateAuthority: String? = nil, certificate: String? = nil, key: String? = nil,
        serverName: String? = nil, minimumVersion: TLSVersionName = .tls12
    ) {
        self.certificateAuthority = certificateAuthority
        self.certificate = certificate
        self.key = key
        self.serverName = serverName
        self.minimumVersion = minimumVersion
    }

    /// The system's certificates and no certificate of ours.
    public init() {
        self.init(certificateAuthority: nil)
    }

    /// The same for calls to another server, which has another name and to which our certificate says nothing.
    package var elsewhere: TLSClientConfiguration {
        TLSClientConfiguration(certificateAuthority: certificateAuthority, minimumVersion: minimumVersion)
    }
}
