import Foundation

/// A token that a login service gave out for a while.
struct AccessToken: Sendable, Equatable {
    let text: String
    /// Until when it will do for a call: a minute before its end.
    let end: Date
}

extension AccessToken {
    /// The answer of a token endpoint (RFC 6749, section 5.1); Azure's metadata service writes the number as text.
    private struct Answer: Decodable {
        let access_token: String
        let expires_in: JSONValue?
    }

    private static let margin: TimeInterval = 60

    /// Nil if the answer holds no token.
    init?(_ answer: Data, at now: Date) {
        guard let answer = try? JSONDecoder().decode(Answer.self, from: answer), !answer.access_token.isEmpty else {
            return nil
        }
        text = answer.access_token
        let seconds: Int? =
            if case .integer(let seconds)? = answer.expires_in { seconds } else {
                answer.expires_in?.string.flatMap { Int($0) }
            }
        end = now + TimeInterval(seconds ?? 0) - Self.margin
    }
}
