extension HTTPClientRequest {
    /// Signs the call for a service of Amazon, with the token of a session where there is one.
    package mutating func sign(with credentials: AWSCredentials, region: String, service: String) {
        if let token = credentials.sessionToken { headers.append(("x-amz-security-token", token)) }
        signature = RequestSignature(
            accessKey: credentials.accessKey, secretKey: credentials.secretKey, region: region, service: service)
    }
}
