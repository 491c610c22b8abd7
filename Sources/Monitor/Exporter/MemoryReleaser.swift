import NIOPosix
import ServiceLifecycle

/// Gives memory back that evaluations left, not after each: looking through all of it holds up whoever wants some.
struct MemoryReleaser: Service {
    private static let rest = Duration.seconds(10)

    /// Wakes after evaluations.
    let signal: Signal

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in signal.wakeUps {
                try? await NIOThreadPool.singleton.runIfActive { MemoryPolicy.releaseBuffers() }
                try? await Task.sleep(for: Self.rest)
            }
        }
    }
}
