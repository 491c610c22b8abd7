extension BridgeTables {
    /// A list of episodes.
    static func episodes(_ answer: JSONValue) -> String {
        let rows = answer["episodes"]?.array ?? []
        guard !rows.isEmpty else { return "no such episode\n" }
        let table = TextTable(
            header: ["episode", "state", "severity", "began", "lasted", "acknowledged", "alert", "model"],
            rows: rows.map { row in
                row.texts("id", "state", "severity", "starts_at") + [
                    span(row["duration_seconds"]), row["acknowledgment"]?["by"]?.string ?? "",
                ] + (row["labels"] ?? .null).texts("alertname", "model")
            }, rightAligned: [0])
        let next = answer["next"]?.string.map { "older ones: --after \($0)\n" } ?? ""
        return table.text + next
    }

    /// One episode with its history.
    static func episode(_ answer: JSONValue) -> String {
        let episode = answer["episode"] ?? .null
        let facts = ["id", "state", "severity", "starts_at", "ends_at", "last_seen_at", "notifications", "fingerprint"]
        let lines = zip(facts, facts.flatMap { episode.texts($0) }).filter { !$1.isEmpty }.map { name, text in
            "\(name.replacing("_", with: " ")): \(text.printable)\n"
        }
        let annotations = (episode["annotations"]?.object ?? [:]).sorted { $0.key < $1.key }.map { name, value in
            "\(name.printable): \((value.string ?? "").printable)\n"
        }
        let events = (answer["events"]?.array ?? []).map { $0.texts("at", "action", "actor", "reason") }
        let triggers = (answer["triggers"]?.array ?? []).map { $0.texts("id", "state", "subject", "policy") }
        let actions = (answer["actions"]?.array ?? []).compactMap(\.string).joined(separator: ", ")
        return lines.joined() + "labels: \(episode["labels"].labelText.printable)\n" + annotations.joined()
            + (actions.isEmpty ? "" : "possible now: \(actions)\n") + "\n"
            + TextTable(header: ["when", "what", "by", "why"], rows: events, rightAligned: []).text + "\n"
            + TextTable(header: ["trigger", "state", "subject", "policy"], rows: triggers, rightAligned: []).text
    }

    /// An episode after an operator said something of it.
    static func reviewed(_ answer: JSONValue) -> String {
        let marks = [("acknowledgment", "acknowledged"), ("false_positive", "a false positive")]
        let said = marks.compactMap { name, text in
            answer[name]?["by"]?.string.map { "\(text) by \($0.printable)" }
        }
        let id = answer.texts("id").joined()
        return "episode \(id) is \(said.isEmpty ? "not marked" : said.joined(separator: ", "))\n"
    }

    /// How often alerts fired, how long, and how many were false.
    static func history(_ answer: JSONValue) -> String {
        let alerts = (answer["frequency"]?.array ?? []).map { row in
            row.texts("alertname", "model") + numbers(row["statistics"] ?? .null)
        }
        let rows = alerts + [["all", ""] + numbers(answer["total"] ?? .null)]
        let table = TextTable(
            header: ["alert", "model", "began", "resolved", "mean time to resolution", "false positives"], rows: rows,
            rightAligned: [2, 3, 4, 5])
        let leftOut = answer["left_out"]?.double.map { $0 > 0 ? "\(Int($0)) more are left out\n" : "" } ?? ""
        return table.text + leftOut
    }

    private static func numbers(_ statistics: JSONValue) -> [String] {
        statistics.texts("episodes", "resolved") + [span(statistics["mean_time_to_resolution_seconds"])]
            + statistics.texts("false_positives")
    }

    private static func span(_ value: JSONValue?) -> String {
        value?.double.map(SpanText.of) ?? ""
    }
}
