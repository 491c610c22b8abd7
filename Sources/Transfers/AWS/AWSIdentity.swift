/// Who asks a service of Amazon, or one that is compatible.
public enum AWSIdentity: Sendable, Hashable {
    /// Whoever the environment, the files of AWS's tools, or the platform say we are.
    ///
    /// - Parameters:
    ///   - profile: The profile in these files; nil for `AWS_PROFILE` or `default`, after the environment.
    ///   - asksInstance: Whether the metadata service of an EC2 instance may be asked last.
    case chain(profile: String?, asksInstance: Bool)
    case keys(accessKey: Secret, secretKey: Secret, sessionToken: Secret?)
    /// Nobody: what is public.
    case anonymous
}
