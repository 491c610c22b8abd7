import NIOPosix
import ServiceLifecycle

/// Keeps a thread pool running for as long as the services that use it.
struct ThreadPoolService: Service {
    let threads: NIOThreadPool

    init(threads: NIOThreadPool) {
        self.threads = threads
        threads.start()
    }

    func run() async throws {
        try await gracefulShutdown()
        try await threads.shutdownGracefully()
    }
}
