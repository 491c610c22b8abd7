import Foundation
import Testing

@testable import Monitor

/// What somebody sends to `/trigger` who means no good, or knows no better.
struct HostileInput: Sendable, CustomTestStringConvertible {
    let name: String
    /// What is sent, in parts with a pause after each.
    var parts: [[UInt8]]
    var pause = Duration.zero
    /// The status of the answer; nil if the connection is closed without one.
    let status: Int?
    /// What the answer says.
    var says = ""
    /// The value of the label `model` that the engine must be told; nil if no run may begin.
    var engineHears: String?

    var testDescription: String { name }

    static let token = "ingest-token-0123456789"

    /// A request with a body, as bytes.
    static func request(
        _ body: [UInt8], method: String = "POST", path: String = "/trigger", token: String? = token,
        type: String = "application/json", more: [String] = [], length: String? = nil
    ) -> [UInt8] {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: localhost", "Connection: close", "Content-Type: \(type)"]
        if let token { lines.append("Authorization: Bearer \(token)") }
        lines.append(length ?? "Content-Length: \(body.count)")
        return Array(((lines + more).joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }

    private init(_ name: String, _ request: [UInt8], _ status: Int?, says: String = "", engineHears: String? = nil) {
        self.name = name
        parts = [request]
        self.status = status
        self.says = says
        self.engineHears = engineHears
    }

    /// An alert whose label `model` is a text; the text must reach the engine as it is.
    private static func label(_ name: String, _ value: String) -> HostileInput {
        let alert: [String: JSONValue] = [
            "status": .string("firing"),
            "labels": .object(["alertname": .string("Drift"), "model": .string(value), "copy": .string(value)]),
            "annotations": .object(["summary": .string(value), "description": .string(value), "url": .string(value)]),
            "generatorURL": .string(value), "startsAt": .string("2026-11-20T22:00:00Z"),
        ]
        let payload: [String: JSONValue] = ["alerts": .array([.object(alert)]), "externalURL": .string(value)]
        let body = (try? JSONEncoder().encode(payload)) ?? Data()
        return HostileInput(name, request(Array(body)), 200, says: #""triggered":1"#, engineHears: value)
    }

    private static func body(
        _ name: String, _ text: String, _ status: Int, says: String = "", engineHears: String? = nil
    ) -> HostileInput {
        HostileInput(name, request(Array(text.utf8)), status, says: says, engineHears: engineHears)
    }

    private static func bytes(_ name: String, _ bytes: [UInt8], _ status: Int, says: String = "") -> HostileInput {
        HostileInput(name, request(bytes), status, says: says)
    }

    private static let good = Array(
        #"{"alerts":[{"status":"firing","labels":{"alertname":"Drift","model":"m"}}]}"#.utf8)

    private static func alert(_ labels: String) -> String {
        #"{"alerts":[{"status":"firing","labels":\#(labels)}]}"#
    }

    /// Texts in labels, annotations and URLs. `trap` is the address of a server that nobody may call.
    static func labels(trap: String) -> [HostileInput] {
        [
            label("template syntax", "{{ labels.model }} {{title}} ${HOME} $(id) `id` %s %n {% raw %}"),
            label("quotes and backslashes", #"'"\"\\'; DROP TABLE delivery; --"#),
            label("line ends", "a\r\nX-Injected: 1\r\n\r\nPOST /trigger HTTP/1.1"),
            label("markup", "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;"),
            label("131,072 bytes", String(repeating: "x", count: 131_072)),
            label("path traversal", "../../../../etc/passwd"),
            label("a path from the root", "/etc/passwd"),
            label("a URL of ours", "\(trap)/latest/meta-data"),
            label("a URL of a cloud's metadata", "http://169.254.169.254/latest/meta-data/"),
            label("a URL of a file", "file:///etc/passwd"),
            label("reversed and hidden letters", "\u{202E}moc\u{200B}\u{2066}"),
            label("an option of a program", "--help=-rf /"),
            label("zeros", "a\0b\0"),
            label("an object of JSON", #"{"__prefect_kind": "jinja", "template": "x"}"#),
        ]
    }

    /// Bodies that are no webhook, or an odd one.
    static let bodies: [HostileInput] = [
        body("an empty body", "", 400),
        body("no JSON", "{", 400),
        body("JSON without alerts", #"{"status":"firing"}"#, 400),
        body("33 levels", String(repeating: "[", count: 33), 400, says: "nested deeper"),
        body("a million levels", String(repeating: #"{"a":"#, count: 1_000_000), 400, says: "nested deeper"),
        body(
            "gigantic numbers",
            #"{"truncatedAlerts":1e999999,"x":\#(String(repeating: "9", count: 10_000)),"alerts":[]}"#,
            200, says: #""alerts":0"#),
        body("a label that is a number", alert(#"{"alertname":7}"#), 200, says: #""suppressed":1"#),
        body("alerts that are none", #"{"alerts":[null,7,"x",[],{}]}"#, 200, says: #""suppressed":5"#),
        body("10,001 alerts", #"{"alerts":[\#(Array(repeating: "1", count: 10_001).joined(separator: ","))]}"#, 413),
        body(
            "a lone surrogate", alert(#"{"alertname":"Drift","model":"\ud800"}"#), 200, says: #""suppressed":1"#),
        bytes(
            "bytes that are no UTF-8",
            Array(#"{"alerts":[{"status":"firing","labels":{"alertname":"Drift","model":""#.utf8) + [0xFF, 0xC0, 0x80]
                + Array(#""}}]}"#.utf8), 200, says: #""suppressed":1"#),
        body(
            "a label twice",
            #"{"alerts":[{"status":"firing","labels":{"alertname":"Drift","model":"a","model":"b","copy":"a"}"#
                + #","generatorURL":"a"}]}"#, 200, says: #""triggered":1"#, engineHears: "a"),
        body(
            "the list of alerts twice",
            #"{"alerts":[{"status":"firing","labels":{"alertname":"Drift","model":"a","copy":"a"},"generatorURL":"a"}],"#
                + #""alerts":[{"status":"firing","labels":{"alertname":"Drift","model":"b"}}]}"#,
            200, says: #""triggered":1"#, engineHears: "a"),
        bytes("a compressed body", [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 3], 400),
        bytes("8 MiB and a byte", Array(repeating: UInt8(ascii: " "), count: (8 << 20) + 1), 413),
    ]

    /// Requests that are not what they should be around their body.
    static let requests: [HostileInput] = [
        HostileInput("no token", request(good, token: nil), 401),
        HostileInput("a wrong token", request(good, token: "ingest-token-0123456788"), 401),
        HostileInput("the beginning of the token", request(good, token: "ingest-token"), 401),
        HostileInput("an operator's token", request(good, token: RoutedBridge.aliceToken), 401),
        HostileInput("text", request(good, type: "text/plain"), 415),
        HostileInput("a form", request(good, type: "application/x-www-form-urlencoded"), 415),
        HostileInput("GET", request([], method: "GET"), 405),
        HostileInput("PUT", request(good, method: "PUT"), 405),
        HostileInput("another path", request(good, path: "/trigger/x"), 404),
        HostileInput("a carriage return in a header", request(good, more: ["User-Agent: a\rX-Injected: 1"]), 400),
        HostileInput("a zero in a header", request(good, more: ["User-Agent: a\0b"]), 400),
        HostileInput("a zero in the path", request(good, path: "/trigger\0"), 400),
        HostileInput("a zero in the query", request(good, path: "/trigger?a=\0"), 400),
        HostileInput("an encoded zero in the path", request(good, path: "/trigger%00"), 404),
        HostileInput(
            "an encoded zero in the query", request([], method: "GET", path: "/api/v1/triggers?subject=a%00b"), 200,
            says: #""triggers":[]"#),
        HostileInput("two lengths", request(good, more: ["Content-Length: 3"]), 400),
        HostileInput("a length that is no number", request(good, length: "Content-Length: -1"), 400),
        HostileInput(
            "length and chunks", request(good, more: ["Transfer-Encoding: chunked"]), 400),
        HostileInput(
            "too long a header", request(good, more: ["X-Long: " + String(repeating: "a", count: 70_000)]), 400),
        slow("a body that trickles", [request([], length: "Content-Length: 1000")], byte: "a"),
        slow("a token that trickles", [Array("POST /trigger HTTP/1.1\r\nAuthorization: Bearer ".utf8)], byte: "i"),
    ]

    private static func slow(_ name: String, _ beginning: [[UInt8]], byte: String) -> HostileInput {
        var input = HostileInput(name, [], nil)
        input.parts = beginning + Array(repeating: Array(byte.utf8), count: 60)
        input.pause = .milliseconds(50)
        return input
    }
}
