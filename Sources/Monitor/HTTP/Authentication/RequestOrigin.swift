import Foundation
import HTTPTypes
import Hummingbird

/// Where a request that changes something was written: on a page of ours, or on somebody else's.
enum RequestOrigin {
    /// Whether browsers say that it comes from a page of ours; a request that says nothing does not.
    ///
    /// Browsers send `Sec-Fetch-Site` over TLS and to this machine, and `Origin` with every POST.
    static func isOurs(_ request: Request) -> Bool {
        if let site = site(of: request) { return site == "same-origin" }
        guard let origin = request.headers[.origin], let authority = request.head.authority, !authority.isEmpty
        else { return false }
        let host = authority.lowercased()
        return ["http://\(host)", "https://\(host)"].contains(origin.lowercased())
    }

    /// Whether a browser says that it comes from somebody else's page; programs say nothing.
    static func isForeign(_ request: Request) -> Bool {
        if let site = site(of: request) { return site != "same-origin" && site != "none" }
        return request.headers[.origin] != nil && !isOurs(request)
    }

    private static func site(of request: Request) -> String? {
        HTTPField.Name("Sec-Fetch-Site").flatMap { request.headers[$0] }
    }
}
