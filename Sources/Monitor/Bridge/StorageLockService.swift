import Logging
import NIOPosix
import ServiceLifecycle

/// Ends the bridge when the lock on its storage is lost, since another one may work there.
struct StorageLockService: Service {
    /// How often it is looked; ``CommitFence`` looks at each commit, too.
    private static let interval = Duration.seconds(1)

    let lock: StorageLock
    let logger: Logger

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: Self.interval)) != nil { try await look() }
        }
    }

    private func look() async throws {
        do {
            try await NIOThreadPool.singleton.runIfActive { try lock.verify() }
        } catch let error as StorageLockError {
            logger.error("The storage is lost", metadata: ["error": "\(error)"])
            throw error
        } catch is CancellationError {}
    }
}
