import NIOPosix
import Transfers

/// Outgoing HTTP on threads where it may block; see ``CurlTransfer`` for its bounds.
struct HTTPClient: Sendable {
    private let threads: NIOThreadPool
    /// Whom calls trust and how they identify us over TLS.
    private(set) var tls = TLSClientConfiguration()

    /// The pool must be running as long as calls are made.
    init(threads: NIOThreadPool) {
        self.threads = threads
    }

    /// The same for calls to who is trusted in another way, or knows us in another way.
    func secured(by tls: TLSClientConfiguration) -> HTTPClient {
        var client = self
        client.tls = tls
        return client
    }

    /// Makes one call; throws ``HTTPClientError`` if there is no complete answer.
    func send(_ request: HTTPClientRequest) async throws -> HTTPClientResponse {
        var request = request
        request.tls = tls
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
