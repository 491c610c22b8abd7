import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization

@testable import Monitor

/// A server on a free loopback port that answers as a test says and remembers what it was asked.
final class FakeServer: Sendable {
    /// A call that arrived.
    struct Call: Sendable {
        let method: HTTPRequest.Method
        let path: String
        let headers: HTTPFields
        /// What the header `Host` says.
        var authority = ""
        let body: Data
    }

    typealias Answer = @Sendable (Call) async throws -> Response

    private let received = Mutex<[Call]>([])
    private let answer: Answer

    init(answer: @escaping Answer) {
        self.answer = answer
    }

    /// Every call so far.
    var calls: [Call] { received.withLock { $0 } }

    /// Runs the server while the closure runs, which gets its URL; tells what the closure returns.
    @discardableResult
    func run<Value: Sendable>(_ body: @escaping @Sendable (String) async throws -> Value) async throws -> Value {
        let responder = CallbackResponder { (request: Request, _: BasicRequestContext) in
            let body = Data(try await request.body.collect(upTo: 1 << 20).readableBytesView)
            let call = Call(
                method: request.method, path: request.uri.description, headers: request.headers,
                authority: request.head.authority ?? "", body: body)
            self.received.withLock { $0.append(call) }
            return try await self.answer(call)
        }
        return try await Application(responder: responder).test(.live) { client in
            try await body("http://127.0.0.1:\(client.port ?? 0)")
        }
    }
}
