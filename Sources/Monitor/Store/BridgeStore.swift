import Foundation
import GRDB

/// The bridge's memory: one SQLite file that survives a crash at any instruction.
///
/// It runs in WAL mode with `synchronous=FULL`, so a commit that returned is on the disk.
struct BridgeStore: Sendable {
    let pool: DatabasePool

    /// Opens or creates the file and brings its schema up to date.
    init(path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(5)
        pool = try DatabasePool(path: path, configuration: configuration)
        // GRDB chooses NORMAL when it turns on the WAL, which may forget the last commits when the power fails.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        try BridgeMigrations.all.migrate(pool)
    }

    /// Commits one row, to know whether deliveries can be stored now.
    func probe(at now: Date) async throws {
        try await pool.write { try Self.probe(at: now, in: $0) }
    }

    static func probe(at now: Date, in database: Database) throws {
        try database.execute(
            sql: "INSERT INTO probe (id, at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at",
            arguments: [now.timeIntervalSince1970])
    }
}
