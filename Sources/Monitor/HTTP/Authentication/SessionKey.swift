import Crypto
import Foundation

/// The key that session cookies are signed with; kept in the storage folder, so that a restart signs nobody out.
struct SessionKey: Sendable {
    private static let length = 32

    private let key: SymmetricKey

    /// A key that is gone with the process.
    init() {
        key = SymmetricKey(size: .bits256)
    }

    /// Reads the key, or makes one in a file that only its owner can read.
    ///
    /// - Throws: ``SessionKeyError`` if there is no key and none can be kept.
    init(path: String) throws {
        if !FileManager.default.fileExists(atPath: path) { try Self.make(at: path) }
        guard let data = try? Data(contentsOf: URL(filePath: path)), data.count == Self.length else {
            throw SessionKeyError.unusable(path)
        }
        key = SymmetricKey(data: data)
    }

    /// The first of two processes wins, as a hard link appears complete or not at all, and only once.
    private static func make(at path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let draft = "\(path).\(ProcessInfo.processInfo.processIdentifier)"
        defer { try? FileManager.default.removeItem(atPath: draft) }
        let isKept = FileManager.default.createFile(
            atPath: draft, contents: Data(), attributes: [.posixPermissions: 0o600])
        guard isKept, let file = FileHandle(forWritingAtPath: draft) else { throw SessionKeyError.unusable(path) }
        try file.write(contentsOf: unsafe SymmetricKey(size: .bits256).withUnsafeBytes { unsafe Data($0) })
        try file.synchronize()
        try file.close()
        _ = try? FileManager.default.linkItem(atPath: draft, toPath: path)
    }

    /// The authentication code of some texts, in hexadecimal digits (HMAC-SHA256, RFC 2104).
    func code(of texts: String...) -> String {
        HMAC<SHA256>.authenticationCode(for: Self.message(texts), using: key).hexadecimal
    }

    /// Whether a code is that of some texts; takes the same time for every wrong one.
    func isCode(_ code: String, of texts: String...) -> Bool {
        let right = HMAC<SHA256>.authenticationCode(for: Self.message(texts), using: key).hexadecimal
        return BearerTokens.isEqual(Array(code.utf8), Array(right.utf8))
    }

    /// Each text with its length before it, so that no two lists make one message.
    private static func message(_ texts: [String]) -> Data {
        Data(texts.map { "\($0.utf8.count):\($0)" }.joined().utf8)
    }
}
