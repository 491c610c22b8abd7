import Foundation
import Synchronization

/// Temporary credentials, until shortly before their end.
final class CredentialCache: Sendable {
    private let credentials = Mutex<[S3Access: AWSCredentials]>([:])

    /// Those that were kept, if they are still valid.
    func credentials(for access: S3Access, at now: Date) -> AWSCredentials? {
        credentials.withLock { $0[access] }.flatMap { $0.areValid(at: now) ? $0 : nil }
    }

    /// Keeps those that have an end; others are looked up each time, so that they can be rotated.
    func keep(_ found: AWSCredentials, for access: S3Access) {
        guard found.expiration != nil else { return }
        credentials.withLock { $0[access] = found }
    }
}
