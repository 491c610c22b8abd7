import NIOPosix
import ServiceLifecycle

/// Puts pages together after evaluations, so that scrapes find them ready.
struct PageRefresher: Service {
    /// What it rests after pages, in multiples of what they took, so that small pages are hardly ever behind.
    private static let rest = 19
    /// What it rests at most; short beside the leeway of scrapes.
    private static let longestRest = Duration.seconds(1)

    let pages: PageCache

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in pages.changes {
                let duration = try? await NIOThreadPool.singleton.runIfActive {
                    ContinuousClock().measure { pages.refresh() }
                }
                try? await Task.sleep(for: min((duration ?? .zero) * Self.rest, Self.longestRest))
            }
        }
    }
}
