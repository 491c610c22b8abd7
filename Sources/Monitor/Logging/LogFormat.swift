/// How a log line is written.
public enum LogFormat: String, Sendable, CaseIterable {
    case logfmt
    case json

    /// The line without its newline; values cannot end it or forge a field.
    func line(_ fields: [(name: String, value: String)]) -> String {
        switch self {
        case .logfmt: fields.map { "\($0.name)=\(Self.logfmtValue($0.value))" }.joined(separator: " ")
        case .json: "{" + fields.map { "\(Self.quoted($0.name)):\(Self.quoted($0.value))" }.joined(separator: ",") + "}"
        }
    }

    private static func logfmtValue(_ value: String) -> String {
        let isPlain = value.unicodeScalars.allSatisfy {
            $0 > " " && $0 != "\"" && $0 != "=" && $0 != "\\" && !$0.isObeyed
        }
        return isPlain && !value.isEmpty ? value : quoted(value)
    }

    /// The value as a JSON string, which logfmt reads as well.
    private static func quoted(_ value: String) -> String {
        var result = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case _ where scalar.isObeyed: result += scalar.jsonEscape
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
