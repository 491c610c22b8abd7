import Foundation

/// Keeps calls from a server that fails: after several failures in a row it is left alone, then tried with one call.
struct CircuitBreaker: Sendable, Equatable {
    /// Failures in a row after which it opens.
    static let threshold = 5
    /// How long it stays open.
    static let pause: TimeInterval = 30

    private var failures = 0
    /// Until when no call is made; nil while it is closed.
    private var openUntil: Date?
    /// Whether the one call of a half-open circuit is under way.
    private var isProbing = false

    /// Whether calls are kept from the server.
    func isOpen(at now: Date) -> Bool {
        openUntil.map { now < $0 || isProbing } ?? false
    }

    /// Whether a call may be made; a half-open circuit lets one pass.
    mutating func admit(at now: Date) -> Bool {
        guard openUntil != nil else { return true }
        if isOpen(at: now) { return false }
        isProbing = true
        return true
    }

    /// Notes how a call ended.
    mutating func ended(isFailure: Bool, at now: Date) {
        isProbing = false
        guard isFailure else {
            (failures, openUntil) = (0, nil)
            return
        }
        failures += 1
        if failures >= Self.threshold { openUntil = now + Self.pause }
    }
}
