import Foundation
import GRDB
import Testing
import TestSupport

@testable import Monitor

struct AuditTrailTests {
    private let folder: TemporaryFolder
    private let store: BridgeStore
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("bridge.sqlite")
        store = try BridgeStore(path: path)
    }

    /// Three triggers that were decided and claimed: six lines.
    private func fill() async throws {
        let text = """
            policies: [{name: p, match: [a=b], mode: auto, subject: '{{ labels.i }}', engine: {command: {argv: [/bin/true]}}}]
            """
        let settings = DecisionSettings(try Configuration(text: text))
        for number in 1...3 {
            let body = try Payloads.body(labels: ["a": "b", "i": "\(number)"])
            let delivery = try Payloads.delivery(body, at: TestClock.at("12:00:00"))
            _ = try await store.store([delivery], settings: settings)
        }
        for trigger in try await store.triggers() {
            _ = try await store.apply(
                .claimed, to: trigger.id, by: TriggerStateMachine(rules: .init()), actor: "test",
                at: TestClock.at("12:00:01"))
        }
    }

    /// Does what only somebody with the file can do.
    private func tamper(_ sql: String) async throws {
        try await store.pool.write { database in
            try database.execute(sql: "DROP TRIGGER trigger_transition_update; DROP TRIGGER trigger_transition_delete;")
            try database.execute(sql: sql)
        }
    }

    @Test func `an empty trail is intact`() async throws {
        #expect(try await store.verifyAudit() == .intact(lines: 0, head: AuditTrail.origin))
    }

    @Test func `what was written verifies, also after the file was opened again`() async throws {
        try await fill()
        guard case .intact(lines: 6, let head) = try await store.verifyAudit() else {
            Issue.record("expected an intact trail of six lines")
            return
        }
        let again = try BridgeStore(path: path)
        #expect(try await again.verifyAudit(holding: head) == .intact(lines: 6, head: head))
        #expect(try await again.verifyAudit(holding: "other") == .unknownHead("other"))
    }

    @Test(
        arguments: [
            ("UPDATE trigger_transition SET reason = 'nothing happened' WHERE id = 3", 3),
            ("UPDATE trigger_transition SET at = at + 1 WHERE id = 2", 2),
            ("UPDATE trigger_transition SET actor = 'alice' WHERE id = 6", 6),
            ("UPDATE trigger_transition SET evidence = '{}' WHERE id = 1", 1),
            ("DELETE FROM trigger_transition WHERE id = 4", 4),
        ])
    func `a changed or missing line is found`(sql: String, line: Int) async throws {
        try await fill()
        try await tamper(sql)
        guard case .altered(line, _) = try await store.verifyAudit() else {
            Issue.record("expected line \(line) to be found")
            return
        }
    }

    @Test func `lines missing at the end are found`() async throws {
        try await fill()
        try await tamper("DELETE FROM trigger_transition WHERE id > 4")
        #expect(try await store.verifyAudit() == .truncated(lines: 4, expected: 6))
    }

    @Test func `a decision is stored with what it was based on`() async throws {
        try await fill()
        let id = try #require(try await store.triggers().first).id
        let first = try #require(try await store.transitions(of: id)?.first)
        let evidence = try JSONDecoder().decode([String: String].self, from: Data(first.evidence.utf8))
        #expect(evidence["mode"] == "auto")
        #expect(evidence["policy_digest"]?.count == 16)
        #expect(evidence["failures_in_a_row"] == "0")
    }
}
