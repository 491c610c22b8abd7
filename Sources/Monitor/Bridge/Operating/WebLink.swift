import Foundation

/// Links to what others named.
enum WebLink {
    /// The URL if a browser may follow it; an engine's answer could hold a script.
    static func safe(_ url: String?) -> String? {
        guard let url, let scheme = URL(string: url)?.scheme?.lowercased(), ["http", "https"].contains(scheme)
        else { return nil }
        return url
    }
}
