import Foundation

@testable import Monitor

/// A server that starts further processes, of which none is left behind.
final class ServerTree: Sendable {
    let process: ChildProcess

    init(_ process: ChildProcess) {
        self.process = process
    }

    /// Interrupts the server and kills what is left of its processes after a time.
    func stop() async throws {
        let members = Self.descendants(of: process.id)
        try? await process.stop(with: SIGINT, within: .seconds(30))
        try await process.stop(with: SIGKILL)
        for member in members where member.isAlive { kill(member.id, SIGKILL) }
    }

    /// The processes that a process started, and those that they started.
    private static func descendants(of id: Int32) -> [ProcessIdentity] {
        let numbers = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        let parents = numbers.compactMap(Int32.init).map { ($0, parent(of: $0)) }
        var found: [Int32] = [id]
        var next = 0
        while next < found.count {
            found += parents.filter { $0.1 == found[next] }.map(\.0)
            next += 1
        }
        return found.dropFirst().map { ProcessIdentity(id: $0, startTime: ProcessIdentity.startTime(of: $0) ?? "") }
    }

    /// Field 4 of `/proc/<id>/stat`, counted behind the bracket of the name.
    private static func parent(of id: Int32) -> Int32? {
        guard let text = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
            let bracket = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[bracket...].split(separator: " ")
        return fields.count > 2 ? Int32(fields[2]) : nil
    }
}
