import NIOCore
import NIOPosix

/// Finds ports that nobody listens on.
enum FreePort {
    /// A port of the loopback address that was free a moment ago.
    static func next() async throws -> Int {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port ?? 0
        try await channel.close()
        return port
    }
}
