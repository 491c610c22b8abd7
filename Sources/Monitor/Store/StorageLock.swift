import Dataset
import Foundation
import Synchronization

/// The right of one process to work on a storage folder: a lock on a file in it.
///
/// The kernel takes it back when the process ends, in whatever way, and gives it to none of the programs that the
/// process starts. It holds between containers of a machine; between machines, where the file system has `flock`.
final class StorageLock: Sendable {
    /// The name of the file. It stays when the lock is free, and a copy of the folder can do without it.
    static let fileName = "bridge.lock"

    /// Where the file of a folder is.
    static func path(in folder: String) -> String { folder + "/" + fileName }

    private let path: String
    private let handle: FileHandle
    private let file: FileIdentity
    private let wasLost = Atomic(false)

    /// Takes the lock of a folder, which is made if it is not there.
    ///
    /// - Throws: ``StorageLockError/held(_:by:)`` if another process has it, or an error of the file system.
    convenience init(folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try self.init(folder, opening: O_CREAT)
    }

    /// Takes the lock of a folder that another process had before; makes nothing where a disk went away meanwhile.
    ///
    /// - Throws: ``StorageLockError/held(_:by:)`` if another process has it, or an error of the file system.
    convenience init(left folder: String) throws {
        try self.init(folder, opening: 0)
    }

    private init(_ folder: String, opening flags: Int32) throws {
        path = Self.path(in: folder)
        let descriptor = unsafe open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | flags, 0o600)
        guard descriptor >= 0 else { throw Self.failure }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        // Whoever may read a file may lock it, and keep the bridge from starting.
        guard fchmod(descriptor, 0o600) == 0 else { throw Self.failure }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw errno == EWOULDBLOCK ? StorageLockError.held(path, by: LockHolder(of: path)) : Self.failure
        }
        guard let file = FileIdentity(descriptor: descriptor) else { throw Self.failure }
        self.file = file
        // Somebody may have put another file there since it was opened.
        try check()
        LockHolder.current.write(to: handle)
    }

    private static var failure: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }

    /// Whether nothing was noticed so far of a loss.
    var isHeld: Bool { !wasLost.load(ordering: .relaxed) }

    /// Makes sure that the locked file is still the one in the folder; costs one call of the system.
    ///
    /// - Throws: ``StorageLockError/lost(_:)``, from then on each time.
    func check() throws(StorageLockError) {
        guard isHeld, FileIdentity(path) == file else { throw lost() }
    }

    /// Makes sure, besides, that nobody else got the lock, as the server of a network file system may have decided.
    ///
    /// - Throws: ``StorageLockError/lost(_:)``, from then on each time.
    func verify() throws(StorageLockError) {
        try check()
        guard flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else { throw lost() }
    }

    private func lost() -> StorageLockError {
        wasLost.store(true, ordering: .relaxed)
        return .lost(path)
    }
}
