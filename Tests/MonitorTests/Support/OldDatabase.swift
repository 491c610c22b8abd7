import GRDB
import TestSupport

@testable import Monitor

/// A file with a database of the bridge as an earlier version left it.
struct OldDatabase {
    let path: String
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("bridge.sqlite")
    }

    /// Makes it with the schema of a migration, and fills it.
    func make(upTo migration: String, _ fill: (Database) throws -> Void) throws {
        let queue = try DatabaseQueue(path: path)
        try BridgeMigrations.all.migrate(queue, upTo: migration)
        try queue.write(fill)
        try queue.close()
    }
}
