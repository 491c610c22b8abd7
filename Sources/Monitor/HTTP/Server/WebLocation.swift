import Foundation

/// Where a server is found: the path that its routes begin with, and the path that links on its pages begin with.
///
/// The two differ where a reverse proxy takes a part of the path away.
public struct WebLocation: Sendable, Equatable {
    /// What every route begins with; empty, or a path without a slash at its end.
    let routePrefix: String
    /// What every link begins with; empty, or a path without a slash at its end.
    let linkPrefix: String
    /// Whether users reach it over TLS alone, by what the command line says.
    var isSecure = false

    /// At the root of its address.
    public static let root = WebLocation(routePrefix: "", linkPrefix: "")

    private init(routePrefix: String, linkPrefix: String) {
        self.routePrefix = routePrefix
        self.linkPrefix = linkPrefix
    }

    /// Reads `--web.external-url`, a URL or a path, and `--web.route-prefix`, by default the path of the former.
    ///
    /// - Throws: ``WebLocationError`` at what is no URL or path.
    public init(externalURL: String?, routePrefix: String?) throws {
        let external = try externalURL.map(Self.externalPath) ?? ""
        self.init(routePrefix: try routePrefix.map(Self.prefix) ?? external, linkPrefix: external)
        isSecure = externalURL?.lowercased().hasPrefix("https://") ?? false
        // Without an external URL links lead to the routes themselves.
        if externalURL == nil { self = WebLocation(routePrefix: self.routePrefix, linkPrefix: self.routePrefix) }
    }

    private static func externalPath(_ text: String) throws -> String {
        guard !text.hasPrefix("/") else { return try prefix(text) }
        guard let url = URL(string: text), ["http", "https"].contains(url.scheme ?? ""), !(url.host() ?? "").isEmpty,
            url.user() == nil, url.query() == nil, url.fragment() == nil
        else { throw WebLocationError.externalURL(text) }
        return try prefix(url.path())
    }

    /// A path with a slash before each of its parts and none at its end; empty for the root.
    static func prefix(_ text: String) throws -> String {
        let parts = text.split(separator: "/")
        // Such characters mean nothing to the router, to templates or to HTML.
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "."), UInt8(ascii: "~"):
                true
            default: false
            }
        }
        guard isPlain, !parts.contains("."), !parts.contains("..") else { throw WebLocationError.prefix(text) }
        return parts.map { "/" + $0 }.joined()
    }
}
