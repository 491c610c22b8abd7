import Foundation
import NIOPosix
import Testing
import TestSupport
import Transfers

@testable import Monitor

/// A real S3 server, `rclone serve s3` over a folder, which checks signatures. The folders in it are buckets.
final class RcloneServer: Sendable {
    static let accessKey = "modelwatch-access-key"
    static let secretKey = "modelwatch-secret-key"

    let url: String
    private let folder: TemporaryFolder
    private let child: ChildProcess
    private static let client = HTTPClient(threads: .singleton)

    /// Starts it and waits until it answers.
    init() async throws {
        let executable = Fixtures.packageRoot.appending(path: ".venv/sources/bin/rclone").path()
        try #require(
            FileManager.default.isExecutableFile(atPath: executable),
            "rclone is not installed; run scripts/setup.sh sources, as make test does")
        folder = try TemporaryFolder()
        let port = try await FreePort.next()
        let url = "http://127.0.0.1:\(port)"
        self.url = url
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: "data"), withIntermediateDirectories: true)
        child = try ChildProcess(
            executable,
            [
                "serve", "s3", "--addr", "127.0.0.1:\(port)", "--auth-key", "\(Self.accessKey),\(Self.secretKey)",
                "--config", "/dev/null", "--vfs-cache-mode", "off", "--dir-cache-time", "0s", folder.path("data"),
            ], log: folder.url.appending(path: "rclone.log"))
        try await Eventually.holds(within: .seconds(30), "rclone answers") {
            (try? await Self.client.send(HTTPClientRequest(url: url))) != nil
        }
    }

    /// Puts an object in a bucket.
    func put(_ content: Data, at key: String, in bucket: String = "logs") throws {
        let url = folder.url.appending(path: "data/\(bucket)/\(key)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try content.write(to: url)
    }

    /// Removes an object.
    func remove(_ key: String, from bucket: String = "logs") throws {
        try FileManager.default.removeItem(at: folder.url.appending(path: "data/\(bucket)/\(key)"))
    }

    /// Keys of the configuration for a place on this server.
    func keys(_ path: String, secretKey: String = secretKey, _ more: String = "") -> String {
        "path: '\(path)', s3: {endpoint: '\(url)', access_key_id: \(Self.accessKey), secret_access_key: \(secretKey)}\(more)"
    }

    func stop() async throws { try await child.stop() }
}
