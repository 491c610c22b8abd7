import Foundation
import Transfers

/// The login of what runs on Google's machines: their metadata server knows who they are.
struct GoogleMetadata: LoginService {
    /// The server's address, which never leaves the machine.
    let host: String

    /// The usual server, or that of `GCE_METADATA_HOST`, as in Google's own tools.
    static var standard: GoogleMetadata {
        let host = ProcessInfo.processInfo.environment["GCE_METADATA_HOST"]
        return GoogleMetadata(host: host ?? "metadata.google.internal")
    }

    var identity: String { "http://\(host)" }

    /// This is one of the addresses that no other call may go to.
    var addresses: AddressRule { .any }

    func request(at now: Date) -> HTTPClientRequest {
        let path = "/computeMetadata/v1/instance/service-accounts/default/token"
        return HTTPClientRequest(url: identity + path, headers: [("Metadata-Flavor", "Google")])
    }
}
