import Foundation

/// The answer to an outgoing call.
struct HTTPClientResponse: Sendable {
    let status: Int
    let body: Data
}
