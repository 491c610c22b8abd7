import NIOPosix

/// Threads for what waits for other machines.
enum FetchThreads {
    private static let count = 16

    /// Lives as long as the process, as NIO's own pool for what blocks, which has no more threads than processors: two
    /// slow servers would keep every model waiting.
    static let pool: NIOThreadPool = {
        let pool = NIOThreadPool(numberOfThreads: count)
        pool.start()
        return pool
    }()
}
