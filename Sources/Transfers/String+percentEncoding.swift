import Foundation

extension String {
    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    /// With everything encoded that a signature wants encoded (RFC 3986).
    package var queryEncoded: String { addingPercentEncoding(withAllowedCharacters: Self.unreserved) ?? "" }

    /// The same with the slashes left.
    package var pathEncoded: String {
        addingPercentEncoding(withAllowedCharacters: Self.unreserved.union(CharacterSet(charactersIn: "/"))) ?? ""
    }
}
