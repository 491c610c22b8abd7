/// Remembers who gave which password for which hash, and whether it was right.
///
/// Right and wrong ones have a place each, so that guesses never push out those who scrape. When a place is full, one
/// entry at random gives way.
struct VerdictCache: Sendable {
    /// One attempt. The parts stand apart: joined into one text, one attempt could pose as another (CVE-2022-46146).
    struct Attempt: Sendable, Hashable {
        let user: [UInt8]
        let isKnown: Bool
        let hash: PasswordHash
        let password: [UInt8]
    }

    private static let capacity = 100

    private var right: Set<Attempt> = []
    private var wrong: Set<Attempt> = []

    /// Whether the password was right; nil if that is not known.
    func verdict(on attempt: Attempt) -> Bool? {
        if right.contains(attempt) { return true }
        return wrong.contains(attempt) ? false : nil
    }

    mutating func remember(_ attempt: Attempt, isRight: Bool) {
        if isRight { Self.insert(attempt, into: &right) } else { Self.insert(attempt, into: &wrong) }
    }

    private static func insert(_ attempt: Attempt, into attempts: inout Set<Attempt>) {
        if attempts.count >= capacity, !attempts.contains(attempt), let other = attempts.randomElement() {
            attempts.remove(other)
        }
        attempts.insert(attempt)
    }
}
