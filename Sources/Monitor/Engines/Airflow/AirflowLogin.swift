import Foundation
import Transfers

/// The login of a user of Airflow 3, whose API takes no passwords.
struct AirflowLogin: LoginService {
    /// A token is replaced this long before it ends.
    private static let margin: TimeInterval = 60
    /// How long a token is used that does not tell when it ends.
    private static let lifetime: TimeInterval = 3600

    /// The base URL of the web server.
    let url: String
    let username: String
    let password: Secret

    var identity: String { "\(url)/auth/token \(username)" }

    /// Airflow answers 403 to a token that it does not know, as to a user who may not.
    var refusals: Set<Int> { [401, 403] }

    /// It is a part of Airflow.
    func tls(beside engine: TLSClientConfiguration) -> TLSClientConfiguration { engine }

    func request(at now: Date) throws -> HTTPClientRequest {
        var request = HTTPClientRequest(method: "POST", url: url + "/auth/token")
        request.headers = [("Content-Type", "application/json")]
        request.body = try EngineClient.encoder.encode(["username": username, "password": try password.read()])
        return request
    }

    func token(in answer: Data, at now: Date) -> AccessToken? {
        guard let answer = try? JSONDecoder().decode(JSONValue.self, from: answer),
            let token = answer["access_token"]?.string, !token.isEmpty
        else { return nil }
        return AccessToken(text: token, end: Self.end(of: token, at: now))
    }

    /// When a token is to be replaced; its middle part is JSON in which `exp` tells when it ends.
    private static func end(of token: String, at now: Date) -> Date {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        let text = parts.count == 3 ? String(parts[1].replacing("-", with: "+").replacing("_", with: "/")) : ""
        let padded = text + String(repeating: "=", count: (4 - text.count % 4) % 4)
        guard let data = Data(base64Encoded: padded),
            let claims = try? JSONDecoder().decode(Claims.self, from: data)
        else { return now.addingTimeInterval(lifetime) }
        return Date(timeIntervalSince1970: claims.exp - margin)
    }

    private struct Claims: Decodable {
        let exp: TimeInterval
    }
}
