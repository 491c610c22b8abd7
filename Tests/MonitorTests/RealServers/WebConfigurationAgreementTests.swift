import Foundation
import Testing
import TestSupport

@testable import Monitor

/// `promtool check web-config` of Prometheus 2.42 thinks of a file what we do.
struct WebConfigurationAgreementTests {
    private static let files =
        WebConfigurationTests.good.map { ("good/\($0)", true) } + WebConfigurationTests.bad.map { ("bad/\($0)", false) }

    /// Files with keys that came after 2.42, files with our own key, and files that could not work and are refused by us
    /// alone.
    private static let exceptions = ["newer_", "own_", "stricter_"]

    @Test(arguments: files)
    func `we agree about a file`(path: String, isGood: Bool) async throws {
        let folder = try TemporaryFolder()
        let promtool = try ChildProcess(
            "/usr/bin/promtool", ["check", "web-config", Fixtures.url("web/\(path)").path()],
            log: folder.url.appending(path: "output"))
        try await Eventually.holds(within: .seconds(30), "promtool ends") { !promtool.isRunning }
        let isException = Self.exceptions.contains { path.contains("/" + $0) }
        if isException { return }
        #expect((promtool.exitStatus == 0) == isGood, "\(promtool.output)")
    }
}
