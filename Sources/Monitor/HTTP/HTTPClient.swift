import NIOPosix
import Transfers

/// Outgoing HTTP on threads where it may block; see ``CurlTransfer`` for its bounds.
struct HTTPClient: Sendable {
    private let threads: NIOThreadPool

    /// The pool must be running as long as calls are made.
    init(threads: NIOThreadPool) {
        self.threads = threads
    }

    /// Makes one call; throws ``HTTPClientError`` if there is no complete answer.
    func send(_ request: HTTPClientRequest) async throws -> HTTPClientResponse {
        try await run {
            let transfer = try CurlTransfer(request)
            return try transfer.perform()
        }
    }

    /// Does on one of the threads what blocks, such as calls that follow from each other.
    func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await threads.runIfActive(body)
    }
}
