import Foundation
import HTTPTypes
import Hummingbird

/// Writes sessions into cookies and reads them back.
///
/// A cookie holds the session and its authentication code, in which the person's token or password hash takes part: when
/// that changes, the sessions that began with it are over.
struct SessionCookies: Sendable {
    let key: SessionKey
    /// What every link begins with.
    let root: String
    /// Whether browsers may send it over TLS only.
    let isSecure: Bool

    /// Cookies are shared by all ports of a machine: two bridges must not take each other's place.
    private var name: String { "modelwatch_session_\(key.code(of: "name").prefix(8))" }

    /// The cookie of a session.
    func cookie(for session: OperatorSession, secret: String) -> Cookie {
        cookie("\(session.text)/\(key.code(of: "session", session.text, secret))", age: OperatorSession.lifetime)
    }

    /// The cookie that removes one.
    var removal: Cookie { cookie("", age: 0) }

    /// The session of a request; nil if there is none, it is over, or it is not ours.
    ///
    /// - Parameter secret: The present secret of a person; nil if there is no such person any more.
    func session(of request: Request, at now: Date, secret: (String) -> String?) -> OperatorSession? {
        guard let value = request.cookies[name]?.value, let slash = value.lastIndex(of: "/"),
            let session = OperatorSession(value[..<slash]), session.isValid(at: now),
            let secret = secret(session.name),
            key.isCode(String(value[value.index(after: slash)...]), of: "session", session.text, secret)
        else { return nil }
        return session
    }

    /// What a form of the session must carry.
    func formToken(of session: OperatorSession) -> String {
        key.code(of: "form", session.text)
    }

    /// Whether a form is one that we gave to the session.
    func isFormToken(_ token: String, of session: OperatorSession) -> Bool {
        key.isCode(token, of: "form", session.text)
    }

    private func cookie(_ value: String, age: Int) -> Cookie {
        Cookie(
            name: name, value: value, maxAge: age, path: root.isEmpty ? "/" : root, secure: isSecure, httpOnly: true,
            sameSite: .strict)
    }
}
