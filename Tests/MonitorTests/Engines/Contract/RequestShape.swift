import Foundation
import HTTPTypes

@testable import Monitor

/// What remains of a call when the text of its values is taken away, and that text.
///
/// Two calls that differ in nothing but data have the same shape.
struct RequestShape: Equatable {
    let method: String
    let path: String
    let headerNames: [String]
    /// The body with each text replaced by nothing.
    let body: JSONValue
    /// Every text of the body.
    let texts: [String]

    init(_ call: FakeServer.Call) {
        method = call.method.rawValue
        path = call.path
        headerNames = call.headers.map(\.name.canonicalName).sorted()
        let document = (try? JSONDecoder().decode(JSONValue.self, from: call.body)) ?? Self.form(call.body)
        var texts: [String] = []
        body = Self.emptied(document, &texts)
        self.texts = texts
    }

    static func == (left: RequestShape, right: RequestShape) -> Bool {
        left.method == right.method && left.path == right.path && left.headerNames == right.headerNames
            && left.body == right.body
    }

    /// A body in the encoding of HTML forms, as the object that it stands for.
    private static func form(_ body: Data) -> JSONValue {
        let pairs = String(decoding: body, as: UTF8.self).split(separator: "&").map { pair in
            pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { $0.replacing("+", with: " ").removingPercentEncoding ?? "" }
        }
        return .array(pairs.map { .object([$0[0]: .string($0.count > 1 ? $0[1] : "")]) })
    }

    private static func emptied(_ value: JSONValue, _ texts: inout [String]) -> JSONValue {
        switch value {
        case .string(let text):
            texts.append(text)
            return .string("")
        case .array(let items): return .array(items.map { emptied($0, &texts) })
        case .object(let members):
            var result: [String: JSONValue] = [:]
            for (key, member) in members { result[key] = emptied(member, &texts) }
            return .object(result)
        default: return value
        }
    }
}
