import Foundation

/// The files of AWS's tools: `~/.aws/credentials` and `~/.aws/config`.
package struct AWSProfiles {
    /// By profile, then by key; what the credentials file says goes before.
    private var settings: [String: [String: String]] = [:]

    /// Reads what is there; files that are not there say nothing.
    init(_ environment: [String: String]) {
        let home = environment["HOME"] ?? NSHomeDirectory()
        add(environment["AWS_CONFIG_FILE"] ?? home + "/.aws/config")
        add(environment["AWS_SHARED_CREDENTIALS_FILE"] ?? home + "/.aws/credentials")
    }

    /// What a profile says; nil if there is none.
    package subscript(profile: String) -> [String: String]? { settings[profile] }

    private mutating func add(_ path: String) {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return }
        var profile: String?
        for line in text.split(whereSeparator: \.isNewline) {
            let content = line.trimmingCharacters(in: .whitespaces)
            if content.hasPrefix("#") || content.hasPrefix(";") { continue }
            if content.hasPrefix("["), let end = content.firstIndex(of: "]") {
                profile = Self.name(content[content.index(after: content.startIndex)..<end])
                continue
            }
            guard let profile, let sign = content.firstIndex(of: "="), line.first?.isWhitespace == false else {
                continue
            }
            let key = content[..<sign].trimmingCharacters(in: .whitespaces)
            let value = content[content.index(after: sign)...].trimmingCharacters(in: .whitespaces)
            settings[profile, default: [:]][key] = value
        }
    }

    /// `[profile x]` in one file is `[x]` in the other.
    private static func name(_ section: Substring) -> String {
        let name = section.trimmingCharacters(in: .whitespaces)
        return name.hasPrefix("profile ") ? name.dropFirst(8).trimmingCharacters(in: .whitespaces) : name
    }
}
