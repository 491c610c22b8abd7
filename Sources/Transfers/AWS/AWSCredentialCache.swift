import Foundation
import Synchronization

/// Temporary credentials, until shortly before their end.
package final class AWSCredentialCache: Sendable {
    private let credentials = Mutex<[AWSIdentity: AWSCredentials]>([:])

    /// Keeps none yet.
    package init() {}

    /// Those that were kept, if they are still valid.
    func credentials(of identity: AWSIdentity, at now: Date) -> AWSCredentials? {
        credentials.withLock { $0[identity] }.flatMap { $0.areValid(at: now) ? $0 : nil }
    }

    /// Keeps those that have an end; others are looked up each time, so that they can be rotated.
    func keep(_ found: AWSCredentials, of identity: AWSIdentity) {
        guard found.expiration != nil else { return }
        credentials.withLock { $0[identity] = found }
    }

    /// Lets those go that a service refuses.
    package func forget(_ identity: AWSIdentity) {
        credentials.withLock { $0[identity] = nil }
    }
}
