import Foundation
import GRDB

/// What a bridge keeps in its storage folder, open for as long as the lock on the folder holds.
struct BridgeStorage: Sendable {
    let lock: StorageLock
    let store: BridgeStore
    let sessionKey: SessionKey

    /// Opens what lies in a folder, or makes it.
    ///
    /// - Throws: ``BridgeError/unusableStorage(_:reason:)``, or ``SessionKeyError``.
    init(folder: String, under lock: StorageLock) throws {
        self.lock = lock
        let path = folder + "/bridge.sqlite"
        store = try Self.explaining(path) { try BridgeStore(path: path) }
        store.pool.add(transactionObserver: CommitFence(lock), extent: .databaseLifetime)
        sessionKey = try SessionKey(path: folder + "/session.key")
    }

    /// Takes a folder for this process, until nobody holds the lock any more.
    ///
    /// - Throws: ``StorageLockError/held(_:by:)``, or ``BridgeError/unusableStorage(_:reason:)``.
    static func lock(_ folder: String) throws -> StorageLock {
        try explaining(StorageLock.path(in: folder)) { try StorageLock(folder: folder) }
    }

    /// Takes a folder that another process had before.
    ///
    /// - Throws: ``StorageLockError/held(_:by:)``, or ``BridgeError/unusableStorage(_:reason:)``.
    static func lock(left folder: String) throws -> StorageLock {
        try explaining(StorageLock.path(in: folder)) { try StorageLock(left: folder) }
    }

    private static func explaining<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as StorageLockError {
            throw error
        } catch {
            throw BridgeError.unusableStorage(path, reason: error.localizedDescription)
        }
    }
}
