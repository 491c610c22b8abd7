import Transfers

extension AWSCredentialChain where Failure == DatasetError {
    /// Asks within the bounds of a fetch.
    init(_ access: S3Access, in environment: AWSEnvironment, fetching: Fetching) {
        self.init(
            access.identity, in: environment, tls: access.tls,
            cache: fetching.credentials,
            advice: "give access_key_id and secret_access_key under s3, or anonymous: true for public objects",
            send: { request throws(DatasetError) in try fetching.send(request) }, failure: fetching.failure)
    }
}
