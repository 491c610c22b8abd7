/// Whether the audit trail in a storage folder is as it was written, ready to print.
public struct AuditReport: Sendable {
    /// A storage folder without a database.
    struct Missing: Error, CustomStringConvertible {
        let path: String

        var description: String { "there is no \(path): name the folder of the bridge with --storage.path" }
    }

    private let verification: AuditVerification

    /// Reads the database of a folder.
    ///
    /// - Parameter head: A hash of the trail that was written down before, which must be in it; nil if there is none.
    public init(storagePath: String, holding head: String?) async throws {
        verification = try await BridgeStore(reading: storagePath + "/bridge.sqlite").verifyAudit(holding: head)
    }

    /// 0 if it is intact, else 3.
    public var exitCode: Int32 {
        if case .intact = verification { 0 } else { 3 }
    }

    /// What was found, in a line.
    public var text: String {
        switch verification {
        case .intact(let lines, let head): "intact: \(lines) lines, head \(head)"
        case .altered(let line, let trigger):
            "altered: line \(line), of trigger \(trigger.printable), is not what was written, or one before it is missing"
        case .truncated(let lines, let expected): "truncated: \(lines) lines where \(expected) were written"
        case .unknownHead(let head): "another trail: it does not hold the hash \(head.printable)"
        }
    }
}
