import Foundation

/// Finds out who we are, in the order of AWS's own tools.
///
/// What a failure is and how calls are made is for the one who asks, who has bounds of time for them.
package struct AWSCredentialChain<Failure: Error> {
    /// Makes a call.
    package typealias Send = (HTTPClientRequest) throws(Failure) -> HTTPClientResponse

    private let identity: AWSIdentity
    private let environment: AWSEnvironment
    private let tls: TLSClientConfiguration
    private let advice: String
    private let cache: AWSCredentialCache
    private let send: Send
    private let failure: (String) -> Failure

    /// - Parameters:
    ///   - tls: How services of Amazon are called.
    ///   - advice: What to do where there are no credentials.
    ///   - failure: Makes an error of a reason.
    package init(
        _ identity: AWSIdentity, in environment: AWSEnvironment, tls: TLSClientConfiguration,
        cache: AWSCredentialCache, advice: String, send: @escaping Send, failure: @escaping (String) -> Failure
    ) {
        self.identity = identity
        self.environment = environment
        self.tls = tls
        self.cache = cache
        self.advice = advice
        self.send = send
        self.failure = failure
    }

    /// The credentials to sign with; nil to sign nothing. Fails if there are none, with the places that were looked at.
    package func credentials() throws(Failure) -> AWSCredentials? {
        switch identity {
        case .anonymous: return nil
        case .keys(let accessKey, let secretKey, let sessionToken):
            return AWSCredentials(
                accessKey: try read(accessKey), secretKey: try read(secretKey),
                sessionToken: try sessionToken.map { secret throws(Failure) in try read(secret) },
                origin: "the configuration")
        case .chain(let profile, let asksInstance):
            if let kept = cache.credentials(of: identity, at: .now) { return kept }
            let found = try find(profile: profile, asksInstance: asksInstance)
            cache.keep(found, of: identity)
            return found
        }
    }

    private func read(_ secret: Secret) throws(Failure) -> String {
        do { return try secret.read() } catch { throw failure("\(error)") }
    }

    private func find(profile: String?, asksInstance: Bool) throws(Failure) -> AWSCredentials {
        // A profile that is named goes before the environment.
        if profile == nil, let found = fromEnvironment { return found }
        if profile == nil, let found = try fromWebIdentity(environment.variables) { return found }
        if let found = try fromProfile(isNamed: profile != nil) { return found }
        if let found = try fromContainer() { return found }
        if asksInstance { return try fromInstance() }
        throw failure(
            "there are no credentials: none in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_WEB_IDENTITY_TOKEN_FILE, "
                + "profile \"\(environment.profileName)\" of ~/.aws, or from the container; \(advice)")
    }

    private var fromEnvironment: AWSCredentials? {
        let variables = environment.variables
        guard let key = variables["AWS_ACCESS_KEY_ID"], let secret = variables["AWS_SECRET_ACCESS_KEY"], !key.isEmpty
        else { return nil }
        return AWSCredentials(
            accessKey: key, secretKey: secret, sessionToken: variables["AWS_SESSION_TOKEN"], origin: "the environment")
    }

    private func fromProfile(isNamed: Bool) throws(Failure) -> AWSCredentials? {
        let name = environment.profileName
        guard let profile = environment.profiles[name] else {
            if isNamed {
                throw failure("there is no profile \"\(name)\" in ~/.aws/credentials or ~/.aws/config")
            }
            return nil
        }
        if let key = profile["aws_access_key_id"], let secret = profile["aws_secret_access_key"] {
            return AWSCredentials(
                accessKey: key, secretKey: secret, sessionToken: profile["aws_session_token"],
                origin: "profile \"\(name)\"")
        }
        if profile["web_identity_token_file"] != nil {
            return try fromWebIdentity([
                "AWS_WEB_IDENTITY_TOKEN_FILE": profile["web_identity_token_file"] ?? "",
                "AWS_ROLE_ARN": profile["role_arn"] ?? "",
            ])
        }
        let foreign = ["credential_process", "sso_session", "sso_start_url", "source_profile"].first {
            profile[$0] != nil
        }
        if let foreign {
            throw failure("profile \"\(name)\" uses \(foreign), which is not supported: give it keys")
        }
        return nil
    }
}

extension AWSCredentialChain {
    /// A pod's own token, exchanged for credentials of a role (IRSA).
    private func fromWebIdentity(_ variables: [String: String]) throws(Failure) -> AWSCredentials? {
        guard let path = variables["AWS_WEB_IDENTITY_TOKEN_FILE"], let role = variables["AWS_ROLE_ARN"] else {
            return nil
        }
        let session = variables["AWS_ROLE_SESSION_NAME"] ?? "modelwatch"
        let fields = [
            ("Action", "AssumeRoleWithWebIdentity"), ("RoleArn", role), ("RoleSessionName", session),
            ("Version", "2011-06-15"), ("WebIdentityToken", try read(.file(path))),
        ]
        var request = HTTPClientRequest(method: "POST", url: environment.tokenServiceURL + "/")
        request.tls = tls.elsewhere
        request.headers = [("Content-Type", "application/x-www-form-urlencoded")]
        request.body = Data(fields.map { "\($0)=\($1.queryEncoded)" }.joined(separator: "&").utf8)
        let response = try send(request)
        let elements = XMLElements(response.body)
        guard response.status == 200, let key = elements?.first("AccessKeyId"),
            let secret = elements?.first("SecretAccessKey"), let token = elements?.first("SessionToken")
        else {
            let code = elements?.first("Code") ?? "\(response.status)"
            throw failure("role \(role) is refused to the token in \(path): \(code)")
        }
        return AWSCredentials(
            accessKey: key, secretKey: secret, sessionToken: token,
            expiration: Self.time(elements?.first("Expiration")), origin: "role \(role)")
    }

    /// What ECS and EKS give to a container.
    private func fromContainer() throws(Failure) -> AWSCredentials? {
        let variables = environment.variables
        var url = variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"]
        if let path = variables["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] { url = "http://169.254.170.2" + path }
        guard let url else { return nil }
        guard Self.isTrusted(url) else {
            throw failure("AWS_CONTAINER_CREDENTIALS_FULL_URI must be https, or of this machine")
        }
        var request = HTTPClientRequest(url: url)
        if let path = variables["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] {
            request.headers = [("Authorization", try read(.file(path)))]
        } else if let token = variables["AWS_CONTAINER_AUTHORIZATION_TOKEN"] {
            request.headers = [("Authorization", token)]
        }
        return try document(send(request), origin: "the container")
    }

    /// What EC2 gives to an instance, by the second version of its metadata service.
    private func fromInstance() throws(Failure) -> AWSCredentials {
        let host = environment.variables["AWS_EC2_METADATA_SERVICE_ENDPOINT"] ?? "http://169.254.169.254"
        let base = (host.hasSuffix("/") ? String(host.dropLast()) : host) + "/latest/"
        var tokenRequest = HTTPClientRequest(method: "PUT", url: base + "api/token")
        tokenRequest.headers = [("X-aws-ec2-metadata-token-ttl-seconds", "300")]
        let token = String(decoding: try send(tokenRequest).body, as: UTF8.self)
        func ask(_ path: String) throws(Failure) -> HTTPClientResponse {
            var request = HTTPClientRequest(url: base + "meta-data/iam/security-credentials/" + path)
            request.headers = [("X-aws-ec2-metadata-token", token)]
            return try send(request)
        }
        let role = try ask("")
        guard role.status == 200, let name = String(decoding: role.body, as: UTF8.self).split(separator: "\n").first
        else {
            throw failure("the instance has no role")
        }
        return try document(ask(String(name).pathEncoded), origin: "the instance's role \(name)")
    }

    /// The JSON in which both give them.
    private func document(_ response: HTTPClientResponse, origin: String) throws(Failure) -> AWSCredentials {
        guard response.status == 200,
            let found = try? JSONDecoder().decode(AWSCredentialDocument.self, from: response.body)
        else {
            throw failure("\(origin) gives no credentials (it answers \(response.status))")
        }
        return AWSCredentials(
            accessKey: found.AccessKeyId, secretKey: found.SecretAccessKey, sessionToken: found.Token,
            expiration: Self.time(found.Expiration), origin: origin)
    }

    /// Credentials go over the wire in the clear only where the wire does not leave the machine.
    private static func isTrusted(_ url: String) -> Bool {
        guard let url = URL(string: url), let host = url.host() else { return false }
        let own = ["localhost", "127.0.0.1", "::1", "169.254.170.2", "169.254.170.23", "fd00:ec2::23"]
        return url.scheme == "https" || own.contains(host)
    }

    private static func time(_ text: String?) -> Date? {
        text.flatMap { try? Date.ISO8601FormatStyle().parse($0) }
    }
}
