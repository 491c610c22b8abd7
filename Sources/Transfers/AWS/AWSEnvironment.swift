import Foundation

/// What the configuration, the environment and the files of AWS's tools say together.
package struct AWSEnvironment {
    package let variables: [String: String]
    package let profiles: AWSProfiles
    /// The profile that counts.
    package let profileName: String
    /// Such as `eu-central-1`.
    package let region: String

    /// - Parameter region: What the configuration says; nil for what the environment or the profile say.
    package init(
        _ identity: AWSIdentity, region: String?,
        variables: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.variables = variables
        profiles = AWSProfiles(variables)
        var named: String?
        if case .chain(let profile?, _) = identity { named = profile }
        profileName = named ?? variables["AWS_PROFILE"] ?? "default"
        self.region =
            region ?? variables["AWS_REGION"] ?? variables["AWS_DEFAULT_REGION"] ?? profiles[profileName]?["region"]
            ?? "us-east-1"
    }

    /// Where another endpoint than Amazon's is named for a service, such as `S3`; nil where none is.
    package func endpoint(of service: String) -> String? {
        variables["AWS_ENDPOINT_URL_\(service)"] ?? variables["AWS_ENDPOINT_URL"]
            ?? profiles[profileName]?["endpoint_url"]
    }

    /// Where temporary credentials are given out.
    var tokenServiceURL: String { variables["AWS_ENDPOINT_URL_STS"] ?? url(of: "sts") }

    /// Amazon's own endpoint of a service, such as `https://s3.eu-central-1.amazonaws.com`.
    package func url(of service: String) -> String {
        "https://\(service).\(region).amazonaws.com" + (region.hasPrefix("cn-") ? ".cn" : "")
    }
}
