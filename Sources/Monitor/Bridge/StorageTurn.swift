import Logging
import NIOPosix
import ServiceLifecycle
import Synchronization

/// The wait for a storage folder that another bridge works on.
final class StorageTurn: Sendable {
    /// How often it is looked whether the folder is free.
    private static let interval = Duration.milliseconds(250)

    private let folder: String
    private let logger: Logger
    private let before = Mutex<LockHolder?>(nil)

    init(folder: String, logger: Logger) {
        self.folder = folder
        self.logger = logger
    }

    /// Who works on the folder as far as is known.
    var holder: LockHolder? { before.withLock { $0 } }

    /// Waits until the folder is ours; nil if the process is told to stop before.
    ///
    /// - Throws: An error if the folder cannot be used.
    func come() async throws -> StorageLock? {
        try await cancelWhenGracefulShutdown {
            var lock = try await self.attempt { try BridgeStorage.lock($0) }
            while lock == nil, (try? await Task.sleep(for: Self.interval)) != nil {
                lock = try await self.attempt { try BridgeStorage.lock(left: $0) }
            }
            return lock
        }
    }

    private func attempt(_ take: @escaping @Sendable (String) throws -> StorageLock) async throws -> StorageLock? {
        do {
            return try await NIOThreadPool.singleton.runIfActive { [folder] in try take(folder) }
        } catch let error as StorageLockError {
            note(error.holder)
            return nil
        } catch is CancellationError {
            return nil
        }
    }

    private func note(_ holder: LockHolder?) {
        let isNew = before.withLock { before in
            defer { before = holder }
            return before != holder
        }
        guard isNew, let holder else { return }
        logger.notice("Waiting while another bridge works on the storage", metadata: ["holder": "\(holder)"])
    }
}
