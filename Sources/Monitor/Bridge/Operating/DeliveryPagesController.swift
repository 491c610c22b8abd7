import Foundation
import HTTPTypes
import Hummingbird

/// The pages of deliveries and of what each led to.
struct DeliveryPagesController: Sendable {
    /// Longer bodies are cut on the page; the API has all of them.
    private static let bodyLimit = 64 << 10

    private let store: BridgeStore
    private let rejected: RejectedBodies
    private let list: PageTemplate
    private let one: PageTemplate

    init(store: BridgeStore, rejected: RejectedBodies, frame: PageFrame) throws {
        self.store = store
        self.rejected = rejected
        list = try PageTemplate(Self.listBody, in: frame)
        one = try PageTemplate(Self.oneBody, in: frame)
    }

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection()
            .read("deliveries") { request, _ in try await showList(request) }
            .read("deliveries/:id") { _, context in try await show(context.parameters.require("id")) }
    }

    private func showList(_ request: Request) async throws -> Response {
        let page = try await store.deliveries(try request.listRange())
        let rows = page.rows.map { row in
            [
                "id": row.id, "at": Timestamp.text(row.receivedAt), "source": row.source, "alerts": "\(row.alerts)",
                "triggered": "\(row.triggered)", "suppressed": "\(row.suppressed)", "bytes": "\(row.bytes)",
                "notes": Self.notes(malformed: row.malformed, truncated: row.truncated),
            ]
        }
        var values: [String: Any] = ["title": "Deliveries", "deliveries": rows, "isEmpty": rows.isEmpty]
        let refused = try await rejected.all().map(Self.refusal)
        values["hasRejected"] = !refused.isEmpty
        values["rejected"] = refused
        values["next"] = page.next.map { QueryText.of([("after", $0), ("limit", request.query("limit"))]) }
        return list.response(values)
    }

    private static func refusal(_ row: RejectedDelivery) -> [String: Any] {
        // Ends of lines are what makes a body readable; all else that is obeyed rather than shown is written out.
        let lines = String(decoding: row.body, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        return [
            "at": Timestamp.text(row.receivedAt), "sender": row.sender, "status": "\(row.status)", "reason": row.reason,
            "bytes": "\(row.bytes)", "body": lines.map { String($0).printable }.joined(separator: "\n"),
            "isCut": row.bytes > row.body.count,
        ]
    }

    private static func notes(malformed: Int, truncated: Int) -> String {
        [
            malformed > 0 ? "\(malformed) unreadable" : nil,
            truncated > 0 ? "\(truncated) left out by Alertmanager" : nil,
        ]
        .compactMap(\.self).joined(separator: ", ")
    }

    private func show(_ id: String) async throws -> Response {
        guard let history = try await store.delivery(id) else {
            throw HTTPError(.notFound, message: "no delivery \(id)")
        }
        let row = history.delivery
        let text = String(decoding: row.body.prefix(Self.bodyLimit), as: UTF8.self)
        let values: [String: Any] = [
            "title": "Delivery", "id": row.id, "at": Timestamp.text(row.receivedAt), "source": row.source,
            "alerts": row.alerts, "notes": Self.notes(malformed: row.malformed, truncated: row.truncated),
            "decisions": history.decisions.map(Self.decision), "isEmpty": history.decisions.isEmpty,
            "body": JSONLayout.indented(text), "isCut": row.body.count > Self.bodyLimit,
        ]
        return one.response(values)
    }

    private static func decision(_ detail: DecisionDetail) -> [String: Any] {
        var values: [String: Any] = [
            "labels": LabelText.rows(detail.labels), "policy": detail.policy ?? "", "word": detail.word,
            "style": detail.outcome.rawValue, "explanation": detail.explanation, "subject": detail.subject ?? "",
        ]
        values["trigger"] = detail.triggerId.map { ["id": $0] }
        return values
    }

    private static let listBody = """
        <h1>Deliveries</h1>
        <table><thead><tr><th>Received</th><th class="number">Alerts</th><th class="number">Triggered</th>
        <th class="number">Suppressed</th><th>From</th><th class="number">Bytes</th></tr></thead><tbody>
        {{#deliveries}}<tr><td class="time"><a href="%ROOT%/deliveries/{{id}}">{{at}}</a></td><td class="number">{{alerts}}</td>
        <td class="number">{{triggered}}</td><td class="number">{{suppressed}}</td>
        <td>{{source}}{{#notes}}<br><span class="problem">{{notes}}</span>{{/notes}}</td><td class="number">{{bytes}}</td></tr>
        {{/deliveries}}{{#isEmpty}}<tr><td colspan="6" class="soft">No delivery yet. Alertmanager sends to <code>POST /trigger</code>.</td></tr>{{/isEmpty}}
        </tbody></table>
        {{#next}}<p class="next"><a href="%ROOT%/deliveries{{next}}">Older deliveries</a></p>{{/next}}
        {{#hasRejected}}<h2>What could not be read</h2>
        <table><thead><tr><th>Received</th><th>From</th><th>Answer</th><th class="number">Bytes</th></tr></thead><tbody>
        {{#rejected}}<tr><td class="time">{{at}}</td><td>{{sender}}</td>
        <td>{{status}} <span class="problem">{{reason}}</span><details><summary>Body</summary><pre>{{body}}</pre>
        {{#isCut}}<p class="soft">Cut here.</p>{{/isCut}}</details></td><td class="number">{{bytes}}</td></tr>
        {{/rejected}}</tbody></table>{{/hasRejected}}
        """

    private static let oneBody = """
        <h1>Delivery</h1>
        <dl><dt>Received</dt><dd>{{at}}</dd><dt>From</dt><dd>{{source}}</dd><dt>Alerts</dt><dd>{{alerts}}{{#notes}}
        <span class="problem">{{notes}}</span>{{/notes}}</dd><dt>Id</dt><dd><code>{{id}}</code></dd></dl>
        <h2>What it led to</h2>
        <table><thead><tr><th>Decision</th><th>Policy</th><th>Subject</th><th>Alert</th></tr></thead><tbody>
        {{#decisions}}<tr><td><span class="state {{style}}">{{word}}</span><br><span class="soft">{{explanation}}</span></td><td>{{policy}}</td>
        <td>{{subject}}{{#trigger}}<br><a href="%ROOT%/triggers/{{id}}">trigger</a>{{/trigger}}</td>
        <td class="labels">{{#labels}}<code>{{name}}="{{value}}"</code> {{/labels}}</td></tr>
        {{/decisions}}{{#isEmpty}}<tr><td colspan="4" class="soft">Nothing: its alerts are over, and nothing waited for that.</td></tr>{{/isEmpty}}
        </tbody></table>
        <h2>Body</h2>
        <pre>{{body}}</pre>
        {{#isCut}}<p class="soft">Cut here. <a href="%ROOT%/api/v1/deliveries/{{id}}">The whole of it</a>.</p>{{/isCut}}
        """
}
