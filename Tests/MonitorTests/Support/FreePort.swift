import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// Finds ports that nobody listens on.
enum FreePort {
    private static let folder = FileManager.default.temporaryDirectory.appending(
        path: "modelwatch-test-ports-\(getuid())")
    /// Keeps the ports of this process from being given out by another one that runs tests, for as long as it lives.
    private static let locks = Mutex<[Int32]>([])

    /// A port of the loopback address that was free a moment ago, and that no other test will get.
    static func next() async throws -> Int {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        while true {
            let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .bind(host: "127.0.0.1", port: 0).get()
            let port = channel.localAddress?.port ?? 0
            try await channel.close()
            if try claim(port) { return port }
        }
    }

    private static func claim(_ port: Int) throws -> Bool {
        let path = folder.appending(path: "\(port)").path(percentEncoded: false)
        let lock = unsafe open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            close(lock)
            return false
        }
        locks.withLock { $0.append(lock) }
        return true
    }
}
