import Crypto
import Foundation
import HTTPTypes

/// Computes anew how a call to Amazon must be signed (Signature Version 4), from what a server received of it.
struct SignatureCheck {
    private let call: FakeServer.Call
    private let host: String
    /// The names of the headers that the call says it signed.
    let signedHeaders: [String]
    private let scope: [String]
    private let signature: String

    /// - Parameter host: The header `Host`, which arrives apart from the others.
    init(_ call: FakeServer.Call, host: String) {
        self.call = call
        self.host = host
        let parts = (call.headers[.authorization] ?? "").split(separator: ", ")
        func part(_ name: String) -> String {
            for part in parts {
                if let range = part.firstRange(of: name + "=") { return String(part[range.upperBound...]) }
            }
            return ""
        }
        signedHeaders = part("SignedHeaders").split(separator: ";").map(String.init)
        scope = part("Credential").split(separator: "/").dropFirst().map(String.init)
        signature = part("Signature")
    }

    /// Whether the signature is the one that the key makes, over headers that were all received.
    func isValid(secretKey: String) -> Bool {
        let areThere = signedHeaders.allSatisfy { !header($0).isEmpty }
        guard scope.count == 4, areThere else { return false }
        let date = header("x-amz-date")
        let text = ["AWS4-HMAC-SHA256", date, scope.joined(separator: "/"), Self.hash(canonicalRequest)]
            .joined(separator: "\n")
        var key = Data("AWS4\(secretKey)".utf8)
        for part in scope { key = Self.code(part, key) }
        return Self.code(text, key).map { String(format: "%02x", $0) }.joined() == signature
    }

    private var canonicalRequest: String {
        let lines = signedHeaders.map { "\($0):\(header($0))\n" }.joined()
        let body = SHA256.hash(data: call.body).map { String(format: "%02x", $0) }.joined()
        return [call.method.rawValue, call.path, "", lines, signedHeaders.joined(separator: ";"), body]
            .joined(separator: "\n")
    }

    private func header(_ name: String) -> String {
        name == "host" ? host : HTTPField.Name(name).flatMap { call.headers[$0] } ?? ""
    }

    private static func hash(_ text: String) -> String {
        SHA256.hash(data: Data(text.utf8)).map { String(format: "%02x", $0) }.joined()
    }

    private static func code(_ text: String, _ key: Data) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: key)))
    }
}
