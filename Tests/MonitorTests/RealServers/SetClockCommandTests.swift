import Foundation
import Testing
import TestSupport

@testable import Monitor

/// The clock of the machine is set while a supervisor runs a program for the bridge.
struct SetClockCommandTests {
    @Test(arguments: [-5 * 3600, 5 * 3600])
    func `a program has the time that it was given`(jump: Int) async throws {
        let storage = try TemporaryFolder()
        let clock = try await SettableClock()
        let folder = CommandFolder(storage: storage.url.path(), key: "rt-a1")
        let program = ["/bin/sh", "-c", "sleep 4; date +%s"]
        try folder.prepare(
            CommandJob(arguments: program, environment: clock.environment, timeoutSeconds: 600, input: ""))
        let supervisor = try ChildProcess(
            BuiltProduct.modelwatch, ["supervise", folder.url.path()], environment: clock.environment,
            log: storage.url.appending(path: "log"))
        try await Eventually.holds(within: .seconds(20), "the program runs") { folder.supervisor != nil }
        try await Task.sleep(for: .seconds(1))
        try clock.set(by: jump)
        try await Eventually.holds(within: .seconds(30), "the supervisor ends") { !supervisor.isRunning }
        let result = try #require(folder.result)
        #expect(result.stop == nil)
        #expect(result.status == 0)
        // The program saw the clock that was set.
        let end = try #require(Double(result.lastLine))
        #expect(abs(end - Date().timeIntervalSince1970 - Double(jump)) < 60)
    }
}
