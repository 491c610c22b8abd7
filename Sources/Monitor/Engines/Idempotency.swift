/// What keeps a second call with the same key from starting a second run.
enum Idempotency: String, Sendable {
    /// The engine takes the key and gives back the first run.
    case key
    /// The key is the run's name, which the engine gives only once.
    case name
    /// Nothing does: before a call is repeated the run must be looked for.
    case none
}
