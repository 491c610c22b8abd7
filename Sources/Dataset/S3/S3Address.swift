import Foundation
import Transfers

/// Where the buckets of a store are.
struct S3Address {
    private let service: String
    private let usesPathStyle: Bool

    /// Takes what the configuration says before what the environment and the profile say.
    init(_ access: S3Access, in environment: AWSEnvironment) {
        let endpoint = access.endpoint ?? environment.endpoint(of: "S3")
        usesPathStyle = access.usesPathStyle ?? (endpoint != nil)
        service = endpoint.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 } ?? environment.url(of: "s3")
    }

    /// Where the objects of a bucket are, without the slash before their keys.
    func url(of bucket: String) -> String {
        // A certificate for any bucket does not cover a dot in its name.
        guard !usesPathStyle, !bucket.contains("."), let scheme = service.range(of: "://") else {
            return service + "/" + bucket.pathEncoded
        }
        return service[..<scheme.upperBound] + bucket + "." + service[scheme.upperBound...]
    }
}
