import Checks
import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Monitor

/// The whole of `/metrics` on the example of the genre classifier, as it is recorded.
///
/// `RECORD_FIXTURES=1 swift test --filter GoldenPageTests` records it anew, when a change of it is meant.
struct GoldenPageTests {
    /// Families whose values differ from run to run; that they are there is recorded, their values are not.
    private static let volatile = [
        "modelwatch_check_duration_seconds", "modelwatch_config_last_reload_success_timestamp_seconds",
        "process_cpu_seconds_total", "process_max_fds", "process_open_fds",
        "process_resident_memory_bytes", "process_start_time_seconds", "process_threads",
        "process_virtual_memory_bytes",
    ]

    private static func steady(_ page: String) -> String {
        page.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let name = line.prefix { $0 != "{" && $0 != " " }
            // Which commit it is of depends on how the tests were built.
            if name == "modelwatch_build_info" { return name + #"{version="\#(ProductVersion.current)",*} 1"# }
            guard volatile.contains(String(name)), let end = line.lastIndex(of: " ") else { return String(line) }
            return line[...end] + "*"
        }.joined(separator: "\n")
    }

    @Test(arguments: [ExpositionFormat.text, .openMetrics])
    func `the page is the recorded one`(format: ExpositionFormat) async throws {
        let server = try WebServer(exporting: SnapshotStore([try await ModelState.genres()]))
        try await server.test(.router) { client in
            let response = try await client.execute(
                uri: "/metrics", method: .get, headers: [.accept: format.contentType])
            let page = Self.steady(String(buffer: response.body))
            let file = Fixtures.url("exposition/genres.\(format == .text ? "txt" : "om")")
            if ProcessInfo.processInfo.environment["RECORD_FIXTURES"] != nil {
                try page.write(to: file, atomically: true, encoding: .utf8)
            }
            let recorded = try String(contentsOf: file, encoding: .utf8)
            let difference = zip(page.split(separator: "\n"), recorded.split(separator: "\n")).first { $0 != $1 }
            #expect(page == recorded, "the first line that differs: \(difference.map { "\($0)" } ?? "at the end")")
            for name in Self.volatile { #expect(page.contains("\n\(name)"), "\(name)") }
        }
    }
}
