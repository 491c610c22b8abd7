/// Answers of a bridge as text for a terminal.
enum BridgeTables {
    /// A list of triggers.
    static func triggers(_ answer: JSONValue) -> String {
        let rows = answer["triggers"]?.array ?? []
        guard !rows.isEmpty else { return "no such trigger\n" }
        let table = TextTable(
            header: ["trigger", "state", "subject", "policy", "decided", "reason"],
            rows: rows.map { $0.texts("id", "state", "subject", "policy", "created_at", "reason") }, rightAligned: [])
        let next = answer["next"]?.string.map { "older ones: --after \($0)\n" } ?? ""
        return table.text + next
    }

    /// One trigger with its history.
    static func trigger(_ answer: JSONValue) -> String {
        let trigger = answer["trigger"] ?? .null
        let facts = [
            "id", "state", "reason", "subject", "policy", "engine", "created_at", "finished_at", "run_id", "run_url",
        ]
        let lines = facts.compactMap { name in
            trigger[name]?.string.map { "\(name.replacing("_", with: " ")): \($0.printable)\n" }
        }
        let steps = (answer["transitions"]?.array ?? []).map { $0.texts("at", "from", "to", "actor", "reason") }
        let alerts = (answer["evidence"]?.array ?? []).map { episode in
            episode.texts("state", "starts_at", "ends_at") + [episode["labels"].labelText]
        }
        let actions = (answer["actions"]?.array ?? []).compactMap(\.string).joined(separator: ", ")
        return lines.joined()
            + (actions.isEmpty ? "" : "possible now: \(actions)\n") + "\n"
            + TextTable(header: ["when", "from", "to", "by", "why"], rows: steps, rightAligned: []).text + "\n"
            + TextTable(header: ["alert", "began", "ended", "labels"], rows: alerts, rightAligned: []).text
    }

    /// A trigger after a decision.
    static func decided(_ answer: JSONValue) -> String {
        let texts = answer.texts("id", "state", "reason").map(\.printable)
        return "\(texts[0]) is \(texts[1]): \(texts[2])\n"
    }

    /// What a delivery would lead to.
    static func simulation(_ answer: JSONValue) -> String {
        let rows = (answer["decisions"]?.array ?? []).map { decision in
            [decision["labels"].labelText] + decision.texts("policy", "outcome", "subject", "state", "reason")
        }
        let steps = (answer["transitions"]?.array ?? []).filter { $0["from"]?.string != nil }.map { step in
            let texts = step.texts("trigger", "from", "to", "reason").map(\.printable)
            return "trigger \(texts[0]) would go from \(texts[1]) to \(texts[2]): \(texts[3])\n"
        }
        let table = TextTable(
            header: ["alert", "policy", "outcome", "subject", "state", "reason"], rows: rows, rightAligned: [])
        return (rows.isEmpty ? "no decision\n" : table.text) + explanations(answer) + steps.joined()
    }

    /// Each reason with its sentence, once.
    private static func explanations(_ answer: JSONValue) -> String {
        var lines: [String] = []
        for decision in answer["decisions"]?.array ?? [] {
            let texts = decision.texts("reason", "explanation").map(\.printable)
            let line = "\(texts[0]): \(texts[1])\n"
            if !texts[0].isEmpty, !lines.contains(line) { lines.append(line) }
        }
        return lines.joined()
    }

    /// What became of a delivery.
    static func outcome(_ answer: JSONValue) -> String {
        let texts = answer.texts("delivery", "alerts", "triggered", "suppressed").map(\.printable)
        return "delivery \(texts[0]): \(texts[1]) alerts, \(texts[2]) triggered, \(texts[3]) suppressed\n"
    }
}
