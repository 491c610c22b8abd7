package import Foundation

/// The answer to an outgoing call.
package struct HTTPClientResponse: Sendable {
    package let status: Int
    /// By lowercase name; of several with one name, the last.
    package let headers: [String: String]
    /// The absolute URL that a redirect names.
    package let redirect: String?
    /// Empty where it went to a file.
    package let body: Data
}
