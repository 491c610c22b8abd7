import Foundation
import Testing
import TestSupport

/// The clock of the wall as one process sees it, which the test sets while the process runs.
struct SettableClock {
    private let folder: TemporaryFolder

    /// Compiles what stands between the process and the clock; the compiler came with Swift.
    init() async throws {
        folder = try TemporaryFolder()
        let source = Fixtures.url("clock/wall_clock.c").path()
        let output = try await ChildProcess.output(
            "/usr/bin/env", ["clang", "-shared", "-fPIC", "-O1", "-o", folder.path("wall_clock.so"), source])
        try #require(output.isEmpty, "\(String(decoding: output, as: UTF8.self))")
        try set(by: 0)
    }

    /// What makes a process read this clock, and count intervals as before.
    var environment: [String: String] {
        ["LD_PRELOAD": folder.path("wall_clock.so"), "WALL_CLOCK_OFFSET": folder.path("offset")]
    }

    /// Sets it by some seconds against that of the machine.
    func set(by seconds: Int) throws {
        try folder.write("\(seconds)", to: "offset")
    }
}
