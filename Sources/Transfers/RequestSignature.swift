/// What a call to an Amazon service, or to one that is compatible, is signed with (Signature Version 4).
package struct RequestSignature: Sendable {
    package let accessKey: String
    package let secretKey: String
    /// Such as `us-east-1`.
    package let region: String
    /// Such as `s3`.
    package let service: String

    package init(accessKey: String, secretKey: String, region: String, service: String) {
        self.accessKey = accessKey
        self.secretKey = secretKey
        self.region = region
        self.service = service
    }
}
