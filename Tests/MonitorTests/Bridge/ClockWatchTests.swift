import Foundation
import Synchronization
import Testing
import TestSupport

@testable import Monitor

struct ClockWatchTests {
    /// A clock on the wall that a test sets.
    private final class Wall: Sendable {
        private let ahead = Mutex(0.0)
        var watch: ClockWatch { ClockWatch(MomentClock(date: { Date() + self.ahead.withLock { $0 } })) }

        func set(by seconds: Double) { ahead.withLock { $0 += seconds } }
    }

    private let folder: TemporaryFolder
    private let store: BridgeStore
    private let wall = Wall()

    init() throws {
        folder = try TemporaryFolder()
        store = try BridgeStore(path: folder.path("bridge.sqlite"))
    }

    @Test(arguments: [-86_400.0, -3600, -11, 11, 3600, 86_400])
    func `a clock that was set is told once`(jump: Double) async throws {
        let watch = wall.watch
        #expect(try await store.follow(watch) == nil)
        wall.set(by: jump)
        let told = try #require(try await store.follow(watch))
        #expect(abs(told - jump) < 1)
        #expect(try await store.follow(watch) == nil)
    }

    @Test(arguments: [-9.0, 9])
    func `a clock that is put right by little was not set`(jump: Double) async throws {
        let watch = wall.watch
        for _ in 0..<3 {
            #expect(try await store.follow(watch) == nil)
            wall.set(by: jump)
        }
    }

    @Test func `at the start only a clock behind the last time stored was set`() async throws {
        #expect(try await store.follow(wall.watch) == nil)
        wall.set(by: 86_400)
        #expect(try await store.follow(wall.watch) == nil)
        wall.set(by: -86_400)
        let told = try #require(try await store.follow(wall.watch))
        #expect(abs(told + 86_400) < 1)
        #expect(try await store.follow(wall.watch) == nil)
    }

    @Test func `many who look at the same time move everything once`() async throws {
        let watch = wall.watch
        #expect(try await store.follow(watch) == nil)
        wall.set(by: 3600)
        let told = try await withThrowingTaskGroup(of: TimeInterval?.self) { group in
            for _ in 0..<20 { group.addTask { try await store.follow(watch) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(told.count { $0 != nil } == 1)
    }
}
