import Foundation

/// Finds secrets that stand where they should not: in URLs, in connection strings, in arguments, under telling keys.
enum SecretPattern {
    /// Text without what looks like a secret.
    static func masked(_ text: String) -> String {
        text
            .replacing(#/([A-Za-z][A-Za-z0-9+.\-]*:\/\/)[^\/?#\s]*@/#) { "\($0.1)<secret>@" }
            .replacing(#/[^\s\/:@<>]+:[^\s\/@]*@/#, with: "<secret>@")
            .replacing(assignment) { "\($0.1)<secret>" }
    }

    /// Where data are, without whom a URL names and what it asks for, which may be a signature. In the path of a file and in
    /// a key of S3 a question mark is part of a glob.
    static func maskedPlace(_ text: String) -> String {
        masked(text).replacing(#/^((?:https?|postgres(?:ql)?):\/\/[^?#]*[?#])[\s\S]*/#) { "\($0.1)<secret>" }
    }

    /// Whether a value under a key is a secret; the name of a file that holds one is none.
    static func isSecretKey(_ key: String) -> Bool {
        key.firstMatch(of: secretKey) != nil && !key.hasSuffix("_file") && !key.hasSuffix("_files")
    }

    // Regular expressions are not Sendable; made anew they are as cheap as what they are used for.
    private static var assignment: Regex<(Substring, Substring)> {
        #/([\w.\-]*(?:password|passwd|pwd|secret|token|credential|signature|api[_\-]?key|access[_\-]?key|private[_\-]?key)[\w.\-]*\s*=\s*)(?:'[^']*'|"[^"]*"|[^\s&;#,]+)/#
            .ignoresCase()
    }

    private static var secretKey: Regex<Substring> {
        #/password|passwd|secret|token|credential|api_?key|access_?key|private_?key|session_?key/#.ignoresCase()
    }
}
