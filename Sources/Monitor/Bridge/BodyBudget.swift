import Hummingbird
import NIOCore
import Synchronization

/// How many bytes of request bodies may be held at the same time, by all senders together.
final class BodyBudget: Sendable {
    /// Eight of the largest deliveries, or thousands of usual ones.
    static let standardLimit = 64 << 20

    private let limit: Int
    private let used = Mutex(0)

    init(limit: Int = standardLimit) {
        self.limit = limit
    }

    /// The bytes held now.
    var bytes: Int { used.withLock { $0 } }

    /// Reads a whole body and hands it over; its bytes count until the end of the call.
    ///
    /// - Throws: ``PayloadError/tooLarge(limit:)``, or ``IntakeError/overloaded`` if others hold too much.
    func collecting<Value>(
        _ body: RequestBody, upTo size: Int, _ use: (ByteBuffer) async throws -> Value
    ) async throws -> Value {
        try await reading(body, upTo: size) { buffer, isWhole in
            guard isWhole else { throw PayloadError.tooLarge(limit: size) }
            return try await use(buffer)
        }
    }

    /// Reads a body, or the beginning of one that is too large, and hands over what it read and whether that is all.
    ///
    /// - Throws: ``IntakeError/overloaded`` if others hold too much.
    func reading<Value>(
        _ body: RequestBody, upTo size: Int, _ use: (ByteBuffer, Bool) async throws -> Value
    ) async throws -> Value {
        var buffer = ByteBuffer()
        defer { release(buffer.writerIndex) }
        for try await part in body {
            guard buffer.writerIndex + part.readableBytes <= size else { return try await use(buffer, false) }
            guard reserve(part.readableBytes) else { throw IntakeError.overloaded }
            buffer.writeImmutableBuffer(part)
        }
        return try await use(buffer, true)
    }

    private func reserve(_ count: Int) -> Bool {
        used.withLock { used in
            guard used + count <= limit else { return false }
            used += count
            return true
        }
    }

    private func release(_ count: Int) {
        used.withLock { $0 -= count }
    }
}
