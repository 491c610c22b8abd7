import Foundation
import Transfers
import Yams

extension ConfigurationMapping {
    /// A path that must be there; a relative one starts at the folder of the configuration file.
    func path(_ key: String) -> String {
        resolved(value(key))
    }

    /// A path with a default; a relative one starts at the folder of the configuration file.
    func path(_ key: String, default fallback: String) -> String {
        resolved(value(key, default: fallback))
    }

    /// A path, or nil where the key is absent; a relative one starts at the folder of the configuration file.
    func optionalPath(_ key: String) -> String? {
        optionalValue(key, as: String.self).map(resolved)
    }

    /// A secret given as `key` or as the file `key_file`, of which only one may be there.
    func optionalSecret(_ key: String) -> Secret? {
        let twin = key + "_file"
        let inline = inlineSecret(key)
        let file = optionalPath(twin)
        if inline != nil, file != nil { add(.exclusiveKeys(key, twin), at: twin) }
        if let file {
            note(.secret(file), at: twin)
            return .file(file)
        }
        return inline.map { .text($0) }
    }

    /// The file with certificates, or with their key, that a key names.
    func pemFile(_ key: String, holding label: String) -> String? {
        guard let path = optionalPath(key) else { return nil }
        note(.pem(path, label: label), at: key)
        return path
    }

    /// Notes what must be there when a process starts that has the key.
    func note(_ requirement: Prerequisite.Requirement, at key: String) {
        problems.note(Prerequisite(key: key, place: problems.place(of: node(key)?.mark), requirement: requirement))
    }

    /// A secret that stands in the configuration itself; an error about it must not quote it.
    private func inlineSecret(_ key: String) -> String? {
        guard let node = node(key) else { return nil }
        show(.secret, at: key)
        if let text = String(configuration: node) { return text }
        let found = node.scalar == nil ? node.configurationKind : "something else (quote it if text is meant)"
        problems.add(.wrongType(key: key, expected: String.expectation, found: found), at: node.mark)
        return .placeholder
    }

    /// A secret that must be there, as `key` or as the file `key_file`.
    func secret(_ key: String) -> Secret {
        if let secret = optionalSecret(key) { return secret }
        problems.add(.missingKey("\(key)\" or \"\(key)_file"), at: mark)
        return .text("")
    }

    /// An absolute path for one that may start at the folder of the configuration file.
    func resolved(_ path: String) -> String {
        guard !path.isEmpty, !path.hasPrefix("/") else { return path }
        return URL(filePath: problems.folder).appending(path: path).standardizedFileURL.path(percentEncoded: false)
    }
}
