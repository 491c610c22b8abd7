import Transfers

extension AWSIdentity {
    /// Reads keys, or a profile; the usual chain where there is neither.
    init(_ mapping: ConfigurationMapping) {
        let accessKey = mapping.optionalSecret("access_key_id")
        let secretKey = mapping.optionalSecret("secret_access_key")
        let sessionToken = mapping.optionalSecret("session_token")
        let profile: String? = mapping.optionalValue("profile")
        let asksInstance = mapping.value("instance_metadata", default: false)
        let hasKeys = accessKey != nil || secretKey != nil || sessionToken != nil
        if hasKeys, profile != nil || asksInstance {
            mapping.add(.exclusiveKeys("access_key_id", "profile"), at: "profile")
        }
        if let accessKey, let secretKey {
            self = .keys(accessKey: accessKey, secretKey: secretKey, sessionToken: sessionToken)
        } else {
            if hasKeys {
                mapping.reject("access_key_id", "and \"secret_access_key\" go together")
            }
            self = .chain(profile: profile, asksInstance: asksInstance)
        }
    }
}
