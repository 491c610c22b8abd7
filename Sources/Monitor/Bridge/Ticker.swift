import ServiceLifecycle

/// Calls a closure at regular intervals until the task is cancelled or the service group shuts down.
enum Ticker {
    /// - Parameter interval: Asked for anew each time, since a reload may change it.
    static func run(
        every interval: @autoclosure @escaping @Sendable () -> Duration, _ body: @escaping @Sendable () async -> Void
    ) async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await body()
                try? await Task.sleep(for: interval())
            }
        }
    }
}
