import Foundation

/// The user and password of an `Authorization: Basic` header, as bytes: to Swift two spellings of one letter are equal.
struct BasicCredentials: Sendable, Equatable {
    let user: [UInt8]
    let password: [UInt8]

    init(user: [UInt8], password: [UInt8]) {
        self.user = user
        self.password = password
    }

    /// Reads the value of the header; nil if it is of another kind or cannot be understood.
    init?(_ header: String) {
        guard header.prefix(6).lowercased() == "basic ",
            let data = Data(base64Encoded: String(header.dropFirst(6))),
            let colon = data.firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        user = Array(data[..<colon])
        password = Array(data[(colon + 1)...])
    }
}
