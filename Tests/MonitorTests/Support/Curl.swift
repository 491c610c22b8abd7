import Foundation
import TestSupport

@testable import Monitor

/// curl as operators use it: a client that is not ours.
struct Curl {
    /// What curl said.
    struct Answer {
        /// The exit status; 0 if there was an answer at all.
        let exit: Int32
        /// The status of the answer; 0 if there was none.
        let status: Int
        /// `1.1` or `2`; `0` if there was no answer.
        let version: String
        let headers: String
        let body: String
    }

    private static let separator = "\n--- the answer ends here ---\n"

    /// Arguments of every call, such as the authority to trust.
    var arguments: [String] = []

    /// Asks for a URL.
    func get(_ url: String, _ more: String...) async throws -> Answer {
        let folder = try TemporaryFolder()
        let process = try ChildProcess(
            "/usr/bin/curl",
            ["--silent", "--globoff", "--max-time", "20", "--dump-header", folder.path("headers")]
                + ["--write-out", Self.separator + "%{http_code} %{http_version}"] + arguments + more + [url],
            log: folder.url.appending(path: "output"))
        try await Eventually.holds(within: .seconds(30), "curl ends") { !process.isRunning }
        let parts = process.output.components(separatedBy: Self.separator)
        let summary = (parts.last ?? "").split(separator: " ")
        let headers = try? String(contentsOfFile: folder.path("headers"), encoding: .utf8)
        return Answer(
            exit: process.exitStatus, status: summary.first.flatMap { Int($0) } ?? 0,
            version: String(summary.last ?? ""), headers: headers ?? "", body: parts.first ?? "")
    }
}
