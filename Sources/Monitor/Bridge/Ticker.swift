import ServiceLifecycle

/// Calls a closure at regular intervals until the task is cancelled or the service group shuts down.
enum Ticker {
    static func run(every interval: Duration, _ body: @escaping @Sendable () async -> Void) async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await body()
                try? await Task.sleep(for: interval)
            }
        }
    }
}
