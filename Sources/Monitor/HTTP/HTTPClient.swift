import CCurl
import Foundation
import NIOPosix

/// Outgoing HTTP through libcurl, on threads where it may block.
///
/// It follows no redirects, speaks only http and https, and bounds the time and the size of the answer.
struct HTTPClient: Sendable {
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

    private let threads: NIOThreadPool

    /// The pool must be running as long as calls are made.
    init(threads: NIOThreadPool) {
        self.threads = threads
    }

    /// Makes one call; throws ``HTTPClientError`` if there is no complete answer.
    func send(_ request: HTTPClientRequest) async throws -> HTTPClientResponse {
        guard Self.isReady else { throw HTTPClientError.outOfMemory }
        return try await threads.runIfActive { try Self.perform(request) }
    }

    private static func perform(_ request: HTTPClientRequest) throws -> HTTPClientResponse {
        let transfer = try CurlTransfer(request)
        return try transfer.perform()
    }
}
