import Foundation

/// What the configuration, the environment and the files of AWS's tools say together.
struct AWSEnvironment {
    let variables: [String: String]
    let profiles: AWSProfiles
    /// The profile that counts.
    let profileName: String
    /// Such as `eu-central-1`.
    let region: String
    private let endpoint: String?
    private let usesPathStyle: Bool

    init(_ access: S3Access, variables: [String: String] = ProcessInfo.processInfo.environment) {
        self.variables = variables
        profiles = AWSProfiles(variables)
        var named: String?
        if case .chain(let profile?, _) = access.identity { named = profile }
        profileName = named ?? variables["AWS_PROFILE"] ?? "default"
        let profile = profiles[profileName]
        region =
            access.region ?? variables["AWS_REGION"] ?? variables["AWS_DEFAULT_REGION"] ?? profile?["region"]
            ?? "us-east-1"
        endpoint =
            access.endpoint ?? variables["AWS_ENDPOINT_URL_S3"] ?? variables["AWS_ENDPOINT_URL"]
            ?? profile?["endpoint_url"]
        usesPathStyle = access.usesPathStyle ?? (endpoint != nil)
    }

    /// Where the objects of a bucket are, without the slash before their keys.
    func bucketURL(_ bucket: String) -> String {
        let service =
            endpoint.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
            ?? "https://s3.\(region).\(Self.domain(region))"
        // A certificate for any bucket does not cover a dot in its name.
        guard !usesPathStyle, !bucket.contains("."), let scheme = service.range(of: "://") else {
            return service + "/" + bucket.pathEncoded
        }
        return service[..<scheme.upperBound] + bucket + "." + service[scheme.upperBound...]
    }

    /// Where temporary credentials are given out.
    var tokenServiceURL: String {
        variables["AWS_ENDPOINT_URL_STS"] ?? "https://sts.\(region).\(Self.domain(region))"
    }

    private static func domain(_ region: String) -> String {
        region.hasPrefix("cn-") ? "amazonaws.com.cn" : "amazonaws.com"
    }
}
