import GRDB

/// Lets nothing be committed once the lock on the storage is lost.
final class CommitFence: TransactionObserver {
    private let lock: StorageLock

    init(_ lock: StorageLock) {
        self.lock = lock
    }

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }

    func databaseDidChange(with event: DatabaseEvent) {}

    func databaseWillCommit() throws {
        try lock.check()
    }

    func databaseDidCommit(_ database: Database) {}

    func databaseDidRollback(_ database: Database) {}
}
