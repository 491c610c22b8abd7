/// A server that is called under another name than that of its URL, because its certificate is made out to that name.
///
/// libcurl takes name and certificate from the URL, so the name goes there, and the connection to the server itself.
struct RenamedServer {
    /// The URL with the name in place of the server.
    let url: String
    /// Where the connection goes, in the words of `CURLOPT_CONNECT_TO`.
    let connection: String
    /// What the header `Host` says, as without the name.
    let host: String
    private let original: Parts
    private let renamed: Parts

    /// Nil where the URL is not one of https.
    init?(_ url: String, name: String) {
        guard let parts = Parts(url) else { return nil }
        let name = name.contains(":") ? "[\(name)]" : name
        original = parts
        renamed = parts.at(host: name)
        host = parts.port == nil || parts.port == Parts.standardPort ? parts.host : parts.hostAndPort
        connection = [name, parts.port, parts.host, parts.port].map { $0 ?? Parts.standardPort }
            .joined(separator: ":")
        self.url = renamed.text
    }

    /// A URL that the server redirects to, with the server itself where it names itself.
    func restored(_ redirect: String) -> String {
        guard let parts = Parts(redirect), parts.hostAndPort == renamed.hostAndPort else { return redirect }
        return parts.at(host: original.host).text
    }

    /// The parts of a URL of https, exactly as they are written.
    private struct Parts {
        static let standardPort = "443"
        private static let scheme = "https://"

        let user: Substring
        let host: String
        let port: String?
        let rest: Substring

        init?(_ url: String) {
            guard url.lowercased().hasPrefix(Self.scheme) else { return nil }
            let text = url.dropFirst(Self.scheme.count)
            let authority = text.prefix { !"/?#\\".contains($0) }
            rest = text.dropFirst(authority.count)
            let userEnd = authority.lastIndex(of: "@").map { authority.index(after: $0) } ?? authority.startIndex
            user = authority[..<userEnd]
            let server = authority[userEnd...]
            let bracket = server.lastIndex(of: "]") ?? server.startIndex
            let colon = server[bracket...].firstIndex(of: ":")
            host = String(server[..<(colon ?? server.endIndex)])
            let digits = colon.map { String(server[server.index(after: $0)...]) } ?? ""
            port = digits.isEmpty ? nil : digits
        }

        private init(user: Substring, host: String, port: String?, rest: Substring) {
            self.user = user
            self.host = host
            self.port = port
            self.rest = rest
        }

        func at(host: String) -> Parts { Parts(user: user, host: host, port: port, rest: rest) }

        var hostAndPort: String { port.map { "\(host):\($0)" } ?? host }
        var text: String { "\(Self.scheme)\(user)\(hostAndPort)\(rest)" }
    }
}
