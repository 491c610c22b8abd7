import Synchronization

/// Wakes one waiting service; any number of calls while it is busy wake it once more.
struct Signal: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Wakes the service.
    func wake() {
        continuation.yield()
    }

    /// The wake-ups, for one consumer.
    var wakeUps: AsyncStream<Void> { stream }
}
