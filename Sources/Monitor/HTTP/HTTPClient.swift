import NIOPosix
import Transfers

/// Outgoing HTTP on threads where it may block; see ``CurlTransfer`` for its bounds.
struct HTTPClient: Sendable {
    private let threads: NIOThreadPool
    /// A file with the certificates to trust in all calls, in place of the system's.
    private(set) var certificateAuthority: String?

    /// The pool must be running as long as calls are made.
    init(threads: NIOThreadPool) {
        self.threads = threads
    }

    /// The same for calls to who has certificates of their own; those that were given first count.
    func trusting(_ certificateAuthority: String?) -> HTTPClient {
        var client = self
        client.certificateAuthority = self.certificateAuthority ?? certificateAuthority
        return client
    }

    /// Makes one call; throws ``HTTPClientError`` if there is no complete answer.
    func send(_ request: HTTPClientRequest) async throws -> HTTPClientResponse {
        var request = request
        request.certificateAuthority = request.certificateAuthority ?? certificateAuthority
        return try await run { [request] in
            let transfer = try CurlTransfer(request)
            return try transfer.perform()
        }
    }

    /// Does on one of the threads what blocks, such as calls that follow from each other.
    func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await threads.runIfActive(body)
    }
}
