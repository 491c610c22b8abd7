import Foundation
import GRDB
import TestSupport
import Testing

@testable import Monitor

struct StorageLockTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private var storage: String { folder.path("data") }
    private var path: String { storage + "/bridge.lock" }

    /// The descriptors of this process through which a file is open.
    private static func descriptors(of path: String) throws -> [Int32] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap(Int32.init).filter {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == path
        }
    }

    @Test func `the second one learns who was first, and gets the lock when that one lets go`() throws {
        var first: StorageLock? = try StorageLock(folder: storage)
        let error = #expect(throws: StorageLockError.self) { try StorageLock(folder: storage) }
        let holder = try #require(error?.holder)
        #expect(holder.process == ProcessInfo.processInfo.processIdentifier)
        #expect(!holder.host.isEmpty)
        #expect(try abs(#require(Timestamp.parse(holder.since)).timeIntervalSinceNow) < 60)
        #expect("\(try #require(error))".contains("\(path) is locked by process \(holder.process) on \(holder.host)"))
        try first?.verify()
        first = nil
        #expect(FileManager.default.fileExists(atPath: path))
        try StorageLock(folder: storage).verify()
    }

    @Test func `programs that we start do not get the lock`() throws {
        let lock = try StorageLock(folder: storage)
        let descriptors = try Self.descriptors(of: path)
        #expect(descriptors.count == 1)
        #expect(descriptors.allSatisfy { fcntl($0, F_GETFD) & FD_CLOEXEC != 0 })
        #expect(lock.isHeld)
    }

    @Test(arguments: ["", "not JSON", #"{"process": 1}"#, String(repeating: "x", count: 100_000)])
    func `what stands in the file decides nothing`(text: String) throws {
        try FileManager.default.createDirectory(atPath: storage, withIntermediateDirectories: true)
        try folder.write(text, to: "data/bridge.lock")
        let lock = try StorageLock(folder: storage)
        try lock.verify()
        try Data(text.utf8).write(to: URL(filePath: path))
        let error = #expect(throws: StorageLockError.self) { try StorageLock(folder: storage) }
        #expect(error == .held(path, by: nil))
        #expect("\(try #require(error))".contains("locked by a process without a name"))
    }

    @Test func `a name that would command a terminal is written out`() {
        let holder = LockHolder(process: 1, host: "a\u{1B}[2J", since: "now\n")
        #expect("\(holder)" == "process 1 on a\\u{1b}[2J since now\\n")
    }

    @Test func `a link in the place of the file is not followed`() throws {
        try FileManager.default.createDirectory(atPath: storage, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder.path("elsewhere"))
        #expect(throws: POSIXError.self) { try StorageLock(folder: storage) }
        #expect(!FileManager.default.fileExists(atPath: folder.path("elsewhere")))
    }

    /// What happens to the file of a lock that is held.
    enum Loss: String, CaseIterable {
        case removed
        case replaced
        case moved

        func happen(to path: String) throws {
            let folder = path.replacing("/bridge.lock", with: "")
            switch self {
            case .removed: try FileManager.default.removeItem(atPath: path)
            case .replaced: try Data().write(to: URL(filePath: path), options: .atomic)
            case .moved: try FileManager.default.moveItem(atPath: folder, toPath: folder + "-elsewhere")
            }
        }
    }

    @Test(arguments: Loss.allCases)
    func `nothing is committed any more once the lock is lost`(loss: Loss) async throws {
        let lock = try BridgeStorage.lock(storage)
        let opened = try BridgeStorage(folder: storage, under: lock)
        try await opened.store.probe(at: Date(timeIntervalSince1970: 1))
        try loss.happen(to: path)
        await #expect(throws: StorageLockError.lost(path)) {
            try await opened.store.probe(at: Date(timeIntervalSince1970: 2))
        }
        #expect(!lock.isHeld)
        if loss == .moved { try FileManager.default.moveItem(atPath: storage + "-elsewhere", toPath: storage) }
        let stored = try await opened.store.pool.read { try Double.fetchOne($0, sql: "SELECT at FROM probe") }
        #expect(stored == 1)
        // Not even if the file is there again, for another one may have worked meanwhile.
        #expect(throws: StorageLockError.lost(path)) { try lock.check() }
    }

    @Test func `a lock that the file system gave to another one is noticed`() throws {
        let first = try StorageLock(folder: storage)
        // As the server of a network file system may do when it did not hear of us for long.
        for descriptor in try Self.descriptors(of: path) { flock(descriptor, LOCK_UN) }
        let second = try StorageLock(folder: storage)
        #expect(throws: StorageLockError.lost(path)) { try first.verify() }
        #expect(!first.isHeld)
        try second.verify()
    }
}
