import Foundation
import Yams

extension ConfigurationMapping {
    /// A mapping without keys, to read the defaults of a section that is absent.
    var empty: ConfigurationMapping {
        ConfigurationMapping(.init([]), key: nil, problems: ConfigurationProblems(file: "", folder: problems.folder))
    }

    /// An http or https URL that must be there, without the slash at its end.
    func url(_ key: String) -> String {
        let text: String = value(key)
        guard contains(key), !text.isEmpty else { return text }
        return checkedURL(text, at: key)
    }

    /// At least one of them.
    func urls(_ key: String) -> [String] {
        let texts: [String] = value(key)
        if texts.isEmpty, contains(key) { reject(key, "must hold at least one URL") }
        return texts.map { checkedURL($0, at: key) }
    }

    private func checkedURL(_ text: String, at key: String) -> String {
        let url = URL(string: text)
        if !["http", "https"].contains(url?.scheme ?? "") || (url?.host() ?? "").isEmpty {
            reject(key, "must be a URL such as http://localhost:9090, found \"\(SecretPattern.masked(text))\"")
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// Notes a mistake where a length of time is 0.
    func requirePositive(_ key: String) {
        guard let node = node(key), let duration = Duration(configuration: node) else { return }
        if duration <= .zero { reject(key, "must be longer than 0s") }
    }

    /// Notes a mistake where a number is below 0.
    func requireNotNegative(_ keys: String...) {
        for key in keys {
            guard let node = node(key), let number = Double(configuration: node), number < 0 else { continue }
            reject(key, "must not be negative")
        }
    }

    /// Text with references to labels.
    func template(_ key: String, default fallback: String) -> LabelTemplate {
        let text = value(key, default: fallback)
        do {
            return try LabelTemplate(text)
        } catch {
            reject(key, "cannot be used: \(error)")
            return LabelTemplate(verbatim: text)
        }
    }

    /// Reads a list of mappings whose names must differ.
    func uniquelyNamed<Value>(
        _ key: String, _ name: (Value) -> String, _ body: (ConfigurationMapping) -> Value
    ) -> [Value] {
        var names: Set<String> = []
        return sections(key) { mapping in
            let value = body(mapping)
            if !names.insert(name(value)).inserted, !name(value).isEmpty {
                mapping.reject("name", "is given twice: \"\(name(value))\"")
            }
            return value
        }
    }
}
