import CryptoExtras
import Foundation
import Transfers

/// The login with the key of a Google service account: an assertion that we sign, exchanged for a token (RFC 7523).
struct GoogleServiceAccount: LoginService {
    /// The document that Google gives out for a key.
    private struct Document: Decodable {
        let client_email: String
        let private_key: String
        let private_key_id: String?
        let token_uri: String?
    }

    private static let scope = "https://www.googleapis.com/auth/cloud-platform"
    /// Seconds for which an assertion is good; Google takes an hour at most.
    private static let validity = 3600

    let key: Secret

    var identity: String {
        switch key {
        case .file(let path): path
        case .text: (try? document().client_email) ?? ""
        }
    }

    func request(at now: Date) throws -> HTTPClientRequest {
        let document = try document()
        let url = document.token_uri ?? "https://oauth2.googleapis.com/token"
        var request = HTTPClientRequest(method: "POST", url: url)
        request.headers = [("Content-Type", "application/x-www-form-urlencoded")]
        let fields = [
            (name: "grant_type", value: "urn:ietf:params:oauth:grant-type:jwt-bearer"),
            (name: "assertion", value: try assertion(document, audience: url, at: now)),
        ]
        request.body = Data(EngineClient.form(fields).utf8)
        return request
    }

    /// A JSON Web Token with the algorithm RS256 (RFC 7519, RFC 7518 section 3.3).
    private func assertion(_ document: Document, audience: String, at now: Date) throws -> String {
        let time = Int(now.timeIntervalSince1970)
        var header: [String: JSONValue] = ["alg": .string("RS256"), "typ": .string("JWT")]
        header["kid"] = document.private_key_id.map(JSONValue.string)
        let claims: [String: JSONValue] = [
            "iss": .string(document.client_email), "scope": .string(Self.scope), "aud": .string(audience),
            "iat": .integer(time), "exp": .integer(time + Self.validity),
        ]
        let encoder = EngineClient.encoder
        let signed = try Self.encoded(encoder.encode(header)) + "." + Self.encoded(encoder.encode(claims))
        guard let key = try? _RSA.Signing.PrivateKey(pemRepresentation: document.private_key) else {
            throw LoginError.unusable("the private_key of the service account is no RSA key in PEM")
        }
        let signature = try key.signature(for: Data(signed.utf8), padding: .insecurePKCS1v1_5)
        return signed + "." + Self.encoded(signature.rawRepresentation)
    }

    private func document() throws -> Document {
        let text = try key.read()
        guard let document = try? JSONDecoder().decode(Document.self, from: Data(text.utf8)) else {
            throw LoginError.unusable(
                "the key of the service account is no JSON document with client_email and private_key")
        }
        return document
    }

    /// Base 64 for URLs, without padding.
    private static func encoded(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
