import Foundation
import Testing
import TestSupport

/// The clock of the wall as one process sees it, which the test sets while the process runs.
struct SettableClock {
    private let folder: TemporaryFolder
    private let library: String

    init() throws {
        folder = try TemporaryFolder()
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib")) ?? []
        let libraries = folders.map { "/usr/lib/\($0)/faketime/libfaketimeMT.so.1" }
        library = try #require(
            libraries.first { FileManager.default.fileExists(atPath: $0) },
            "libfaketime is not installed; run scripts/setup.sh servers, as make test does")
        try set(by: 0)
    }

    /// What makes a process read this clock, and count intervals as before.
    var environment: [String: String] {
        [
            "LD_PRELOAD": library, "FAKETIME_TIMESTAMP_FILE": folder.path("clock"), "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1",
        ]
    }

    /// Sets it by some seconds against that of the machine.
    func set(by seconds: Int) throws {
        try folder.write(String(format: "%+d", seconds), to: "clock")
    }
}
