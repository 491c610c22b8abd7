public import Transfers

/// Where the objects are, and who asks for them.
public struct S3Access: Sendable, Hashable {
    /// Who asks.
    public enum Identity: Sendable, Hashable {
        /// Whoever the environment, the files of AWS's tools, or the platform say we are.
        ///
        /// - Parameters:
        ///   - profile: The profile in these files; nil for `AWS_PROFILE` or `default`, after the environment.
        ///   - asksInstance: Whether the metadata service of an EC2 instance may be asked last.
        case chain(profile: String?, asksInstance: Bool)
        case keys(accessKey: Secret, secretKey: Secret, sessionToken: Secret?)
        /// Nobody: public objects.
        case anonymous
    }

    let identity: Identity
    /// The base URL of the service; nil for `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL` or Amazon's.
    let endpoint: String?
    /// Nil for what the environment or the profile say, else `us-east-1`.
    let region: String?
    /// Whether the bucket stands in the path of URLs rather than in the host; nil for in the path of any other endpoint
    /// than Amazon's.
    let usesPathStyle: Bool?
    /// A file with the certificates to trust, in place of the system's.
    let certificateAuthority: String?

    /// Amazon's service and the usual chain, unless told otherwise.
    public init(
        identity: Identity = .chain(profile: nil, asksInstance: false), endpoint: String? = nil, region: String? = nil,
        usesPathStyle: Bool? = nil, certificateAuthority: String? = nil
    ) {
        self.identity = identity
        self.endpoint = endpoint
        self.region = region
        self.usesPathStyle = usesPathStyle
        self.certificateAuthority = certificateAuthority
    }
}
