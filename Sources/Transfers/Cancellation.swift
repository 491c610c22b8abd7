import Synchronization

/// A flag by which work on another thread is told to stop.
public final class Cancellation: Sendable {
    private let flag = Atomic(false)

    /// Makes a flag that is not set.
    public init() {}

    /// Whether to stop.
    public var isCancelled: Bool { flag.load(ordering: .relaxed) }

    /// Sets the flag.
    public func cancel() { flag.store(true, ordering: .relaxed) }
}
