import Foundation
import TestSupport
import Testing
import Transfers

@testable import Monitor

/// Threads that can be left behind.
struct EvaluationThreadsTests {
    @Test func `work comes back with its result or its error`() async throws {
        let threads = EvaluationThreads(count: 2, niceness: 0)
        #expect(try await threads.run { 7 } == 7)
        await #expect(throws: CocoaError.self) { try await threads.run { throw CocoaError(.fileNoSuchFile) } }
        threads.abandon {}
        await #expect(throws: EvaluationAbandoned.self) { try await threads.run { 7 } }
    }

    @Test func `they stand back behind the other threads of the process`() async throws {
        let threads = EvaluationThreads(count: 1, niceness: 10)
        let who = __priority_which_t(PRIO_PROCESS.rawValue)
        #expect(try await threads.run { getpriority(who, 0) } == 10)
        #expect(getpriority(who, 0) < 10)
        threads.abandon {}
    }

    /// A pipe into which nobody writes: opening it to read blocks the thread, and nothing can stop it.
    @Test func `who waits for a read that hangs is let go, and its return is told`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("pipe")
        try #require(unsafe mkfifo(path, 0o600) == 0)
        let threads = EvaluationThreads(count: 1, niceness: 0)
        let isBack = Cancellation()
        await withTaskGroup { group in
            group.addTask {
                await #expect(throws: EvaluationAbandoned.self) {
                    try await threads.run { FileHandle(forReadingAtPath: path) != nil }
                }
            }
            group.addTask {
                await #expect(throws: EvaluationAbandoned.self) { try await threads.run { 7 } }
            }
            try? await Task.sleep(for: .milliseconds(50))
            threads.abandon { isBack.cancel() }
        }
        #expect(threads.isAbandoned)
        #expect(!isBack.isCancelled)
        let writer = try #require(FileHandle(forWritingAtPath: path))
        try writer.close()
        try await Eventually.holds(within: .seconds(10), "the thread returned") {
            isBack.isCancelled
        }
    }
}
