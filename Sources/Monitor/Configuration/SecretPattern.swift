import Foundation

/// Finds secrets that stand where they should not: in URLs, in connection strings, in arguments, under telling keys.
enum SecretPattern {
    /// A search takes a second for a thousand characters, and with their square.
    private static let longest = 400

    /// Text without what looks like a secret; a long one is not shown at all where it may hold one.
    static func masked(_ text: String) -> String {
        // Every pattern has one of these signs.
        guard text.contains(where: { $0 == "@" || $0 == "=" }) else { return text }
        let count = text.utf8.count
        guard count <= longest else { return "<\(count) bytes that may hold a secret>" }
        return
            text
            .replacing(cutPassword) { "\($0.1)<secret>@" }
            .replacing(#/([A-Za-z][A-Za-z0-9+.\-]*:\/\/)[^\/?#\s]*@/#) { "\($0.1)<secret>@" }
            .replacing(#/[^\s\/:@<>]+:[^\s\/@]*@/#, with: "<secret>@")
            .replacing(assignment) { "\($0.1)<secret>" }
    }

    /// Where data are, without whom a URL names and what it asks for, which may be a signature. In the path of a file and in
    /// a key of S3 a question mark is part of a glob.
    static func maskedPlace(_ text: String) -> String {
        masked(text).replacing(#/^((?:https?|postgres(?:ql)?):\/\/[^?#]*[?#])[\s\S]*/#) { "\($0.1)<secret>" }
    }

    /// Whether a URL names somebody with a password that is not encoded, of which a slash makes a host and a path.
    static func holdsCutPassword(_ url: String) -> Bool {
        url.firstMatch(of: cutPassword) != nil
    }

    /// Whether a value under a key is a secret; the name of a file that holds one is none.
    static func isSecretKey(_ key: String) -> Bool {
        key.firstMatch(of: secretKey) != nil && !key.hasSuffix("_file") && !key.hasSuffix("_files")
    }

    // Regular expressions are not Sendable; made anew they are as cheap as what they are used for.
    /// What stands for a port is none, and there is a sign for what goes before a host; a database has none in its name.
    private static var cutPassword: Regex<(Substring, Substring)> {
        #/((?:postgres(?:ql)?:\/\/)(?=[^\/?#\s@:\[]*:\d+\/[^?#\s]*@)|[A-Za-z][A-Za-z0-9+.\-]*:\/\/(?=[^\/?#\s@:\[]*:(?!\d*[\/?#])[^\/?#\s@]*[\/?#]))\S*@/#
    }

    private static var assignment: Regex<(Substring, Substring)> {
        #/([\w.\-]*(?:password|passwd|pwd|secret|token|credential|signature|api[_\-]?key|access[_\-]?key|private[_\-]?key)[\w.\-]*\s*=\s*)(?:'[^']*'|"[^"]*"|[^\s&;#,]+)/#
            .ignoresCase()
    }

    private static var secretKey: Regex<Substring> {
        #/password|passwd|secret|token|credential|api_?key|access_?key|private_?key|session_?key/#.ignoresCase()
    }
}
