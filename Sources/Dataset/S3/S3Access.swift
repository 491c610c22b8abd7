public import Transfers

/// Where the objects are, and who asks for them.
public struct S3Access: Sendable, Hashable {
    let identity: AWSIdentity
    /// The base URL of the service; nil for `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL` or Amazon's.
    let endpoint: String?
    /// Nil for what the environment or the profile say, else `us-east-1`.
    let region: String?
    /// Whether the bucket stands in the path of URLs rather than in the host; nil for in the path of any other endpoint
    /// than Amazon's.
    let usesPathStyle: Bool?
    let tls: TLSClientConfiguration

    /// Amazon's service and the usual chain, unless told otherwise.
    public init(
        identity: AWSIdentity = .chain(profile: nil, asksInstance: false), endpoint: String? = nil,
        region: String? = nil,
        usesPathStyle: Bool? = nil, tls: TLSClientConfiguration = TLSClientConfiguration()
    ) {
        self.identity = identity
        self.endpoint = endpoint
        self.region = region
        self.usesPathStyle = usesPathStyle
        self.tls = tls
    }
}
