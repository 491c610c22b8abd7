import Hummingbird
import NIOCore
import Testing

@testable import Monitor

/// The bytes that all senders together may have on the way.
struct BodyBudgetTests {
    private func body(_ sizes: Int...) -> RequestBody {
        let parts = sizes.map { ByteBuffer(repeating: 0, count: $0) }
        return RequestBody(
            asyncSequence: AsyncStream { stream in
                for part in parts { stream.yield(part) }
                stream.finish()
            })
    }

    @Test func `bytes count as long as they are used`() async throws {
        let budget = BodyBudget(limit: 10)
        try await budget.collecting(body(3, 4), upTo: 10) { first in
            #expect(first.readableBytes == 7 && budget.bytes == 7)
            try await budget.collecting(body(3), upTo: 10) { _ in #expect(budget.bytes == 10) }
            await #expect(throws: IntakeError.overloaded) {
                try await budget.collecting(body(2, 2), upTo: 10) { _ in }
            }
            #expect(budget.bytes == 7)
        }
        #expect(budget.bytes == 0)
    }

    @Test func `one body that is too large is refused for good`() async throws {
        let budget = BodyBudget(limit: 100)
        await #expect(throws: PayloadError.tooLarge(limit: 5)) {
            try await budget.collecting(body(3, 3), upTo: 5) { _ in }
        }
        #expect(budget.bytes == 0)
        struct Failure: Error {}
        await #expect(throws: Failure.self) { try await budget.collecting(body(3), upTo: 5) { _ in throw Failure() } }
        #expect(budget.bytes == 0)
    }
}
