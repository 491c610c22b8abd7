import Testing

/// Waits for what other processes do.
enum Eventually {
    /// The wait took too long.
    struct Timeout: Error, CustomStringConvertible {
        let description: String
    }

    /// Returns as soon as the condition holds; throws when the limit is over.
    static func holds(
        within limit: Duration, _ what: String, _ condition: () async throws -> Bool
    ) async throws {
        _ = try await value(within: limit, what) { try await condition() ? true : nil }
    }

    /// Returns the first value that is there; throws when the limit is over.
    static func value<Value>(
        within limit: Duration, _ what: String, _ body: () async throws -> Value?
    ) async throws -> Value {
        let clock = ContinuousClock()
        let deadline = clock.now + limit
        while clock.now < deadline {
            if let value = try await body() { return value }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Timeout(description: "after \(limit) it is not so that \(what)")
    }
}
