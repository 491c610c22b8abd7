import CCrypt
import Foundation

/// A bcrypt hash: `$2a$`, `$2b$` or `$2y$`, two digits of cost, 22 characters of salt and 31 of digest.
struct PasswordHash: Sendable, Hashable {
    private static let length = 60
    /// bcrypt knows no more of a password.
    private static let significantBytes = 72

    private let text: String
    /// The binary logarithm of how many rounds a comparison takes.
    let cost: Int

    /// Takes a hash; nil if it is no bcrypt hash.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == Self.length, ["$2a$", "$2b$", "$2y$"].contains(text.prefix(4)),
            bytes[6] == UInt8(ascii: "$"),
            let cost = Int(text.dropFirst(4).prefix(2)), (4...31).contains(cost),
            bytes[7...].allSatisfy(Self.isDigit)
        else { return nil }
        self.text = text
        self.cost = cost
    }

    /// The hash itself, for codes in which it takes part; not to be shown or logged.
    var secret: String { text }

    /// Whether a password has this hash; computes for as long as the cost demands.
    func matches(_ password: [UInt8]) -> Bool {
        // To the C library a zero ends the password, and what follows would not count.
        guard !password.contains(0), let digest = digest(of: password.prefix(Self.significantBytes)) else {
            return false
        }
        return BearerTokens.isEqual(digest, Array(text.utf8))
    }

    private func digest(of password: ArraySlice<UInt8>) -> [UInt8]? {
        let work = UnsafeMutablePointer<crypt_data>.allocate(capacity: 1)
        unsafe work.initialize(to: crypt_data())
        defer {
            unsafe memset(work, 0, MemoryLayout<crypt_data>.size)
            unsafe work.deallocate()
        }
        let phrase = password.map { CChar(bitPattern: $0) } + [0]
        guard let digest = unsafe crypt_r(phrase, text, work) else { return nil }
        return Array(unsafe String(cString: digest).utf8)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "/"):
            true
        default: false
        }
    }
}

extension PasswordHash: CustomStringConvertible, CustomReflectable {
    /// A stand-in: whoever has the hash can guess at leisure.
    var description: String { "<secret>" }
    /// A mirror without children, so that dumping a value shows nothing.
    var customMirror: Mirror { Mirror(self, children: []) }
}
