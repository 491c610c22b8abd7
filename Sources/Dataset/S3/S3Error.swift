import Foundation
import Transfers

/// What a store answers in place of data.
struct S3Error {
    let status: Int
    /// S3's own word for it; empty where the answer has none.
    let code: String
    private let message: String
    private let region: String?

    init(_ body: Data, status: Int) {
        let elements = XMLElements(body)
        self.status = status
        code = elements?.first("Code") ?? ""
        message = elements?.first("Message") ?? ""
        region = elements?.first("Region")
    }

    /// What it means and what to do.
    ///
    /// - Parameters:
    ///   - region: The one we signed for.
    ///   - origin: Where the credentials come from; nil without any.
    func reason(bucket: String, region signed: String, origin: String?) -> String {
        let identity = origin.map { "the credentials from \($0)" } ?? "nobody in particular (anonymous)"
        return switch code {
        case "NoSuchBucket": "there is no bucket \"\(bucket)\" at this endpoint"
        case "InvalidAccessKeyId": "the store does not know the access key of \(identity)"
        case "SignatureDoesNotMatch":
            "the signature does not match: check the secret access key of \(identity), and the region \(signed)"
        case "ExpiredToken", "InvalidToken", "TokenRefreshRequired":
            "the session token of \(identity) has expired or is wrong"
        case "RequestTimeTooSkewed": "the clock of this machine differs too much from the store's"
        case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException",
            "TemporaryRedirect":
            "the bucket is in another region than \(signed)\(self.region.map { ": set region: \($0)" } ?? "")"
        case "AccessDenied", "AllAccessDisabled": denied(identity)
        case "SlowDown", "ServiceUnavailable", "InternalError":
            "the store cannot serve now (\(code)); the next look tries again"
        case "": status == 403 ? denied(identity) : "the store answers \(status)"
        default: "the store answers \(status) \(code)\(message.isEmpty ? "" : ": \(message)")"
        }
    }

    private func denied(_ identity: String) -> String {
        "access is denied to \(identity): they need s3:GetObject, and s3:ListBucket for a prefix or glob"
    }
}
