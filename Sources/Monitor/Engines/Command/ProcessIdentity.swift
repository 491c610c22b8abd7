import Foundation

/// A process that is not mistaken for another one which got the same number later.
struct ProcessIdentity: Sendable, Equatable, Codable {
    let id: Int32
    /// Clock ticks between the start of the machine and of the process; empty where the system does not tell.
    let startTime: String

    /// The process of this program.
    static var current: ProcessIdentity {
        let id = ProcessInfo.processInfo.processIdentifier
        return ProcessIdentity(id: id, startTime: startTime(of: id) ?? "")
    }

    /// Whether the process still runs.
    var isAlive: Bool {
        guard kill(id, 0) == 0 else { return false }
        return startTime.isEmpty || Self.startTime(of: id) == startTime
    }

    /// Field 22 of `/proc/<id>/stat`; the name in field 2 may hold anything, so fields are counted behind its bracket.
    ///
    /// A zombie counts as gone.
    static func startTime(of id: Int32) -> String? {
        guard let text = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
            let bracket = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[bracket...].split(separator: " ")
        guard fields.count > 20, fields[1] != "Z" else { return nil }
        return String(fields[20])
    }
}
