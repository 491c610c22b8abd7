import Foundation
import Testing
import TestSupport

@testable import Monitor

/// A real PostgreSQL server with an empty database, which asks for a password over TCP.
final class PostgreSQLServer: Sendable {
    static let user = "watcher"
    static let password = "pass/word@1"

    let port: Int
    private let folder: TemporaryFolder
    private let binaries: URL
    private let child: ChildProcess

    /// Makes a cluster, starts it and waits until it answers.
    init() async throws {
        let binaries = try #require(
            Self.binaries, "PostgreSQL is not installed; run scripts/setup.sh sources, as make test does")
        let folder = try TemporaryFolder()
        let port = try await FreePort.next()
        // It refuses to run as root, and then must be able to enter its folder.
        if getuid() == 0 { try await Self.run(["/bin/chown", "postgres:postgres", folder.url.path()]) }
        let secret = try folder.write(Self.password, to: "password")
        try await Self.run(
            Self.asServer + [
                binaries.appending(path: "initdb").path(), "-D", folder.path("data"), "-U", Self.user, "-A",
                "scram-sha-256", "--pwfile", secret, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
            ])
        let command =
            Self.asServer + [
                binaries.appending(path: "postgres").path(), "-D", folder.path("data"), "-p", "\(port)", "-c",
                "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off",
            ]
        child = try ChildProcess(
            command[0], Array(command.dropFirst()), folder: folder.url, log: folder.url.appending(path: "postgres.log"))
        self.binaries = binaries
        self.folder = folder
        self.port = port
        try await Eventually.holds(within: .seconds(30), "PostgreSQL answers") {
            (try? await execute("select 1")) != nil
        }
    }

    /// The URL of the database, without the password.
    var url: String { "postgresql://\(Self.user)@127.0.0.1:\(port)/postgres" }

    /// Runs statements.
    func execute(_ statements: String) async throws {
        let url = "postgresql://\(Self.user):pass%2Fword%401@127.0.0.1:\(port)/postgres"
        let psql = binaries.appending(path: "psql").path()
        try await Self.run([psql, "-v", "ON_ERROR_STOP=1", "-q", "-d", url, "-c", statements])
    }

    /// Ends all sessions and the server at once.
    func stop() async throws {
        try await child.stop(with: SIGQUIT)
    }

    /// A program that did not do its work.
    private struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// What runs a program as the user of the server.
    private static var asServer: [String] {
        guard getuid() == 0 else { return [] }
        return ["/usr/bin/setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
    }

    private static func run(_ command: [String]) async throws {
        let folder = try TemporaryFolder()
        let child = try ChildProcess(
            command[0], Array(command.dropFirst()), folder: URL(filePath: "/tmp"),
            log: folder.url.appending(path: "output"))
        try await Eventually.holds(within: .seconds(60), "\(command[0]) ends") { !child.isRunning }
        guard child.exitStatus == 0 else { throw Failure(description: "\(command[0]): \(child.output)") }
    }

    private static var binaries: URL? {
        let root = URL(filePath: "/usr/lib/postgresql")
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root.path())) ?? []
        return versions.sorted().last.map { root.appending(path: "\($0)/bin") }
    }
}
