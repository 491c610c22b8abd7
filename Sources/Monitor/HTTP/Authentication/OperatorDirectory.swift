import Foundation
import HTTPTypes
import Hummingbird
import Transfers

/// Knows who may act, and by what a request shows it.
///
/// Every route that changes something for others asks here: the API with ``author(of:)``, forms of pages with
/// ``form(_:of:)``. Where no operator is configured nobody may.
struct OperatorDirectory: Sendable {
    /// The path of the sign-in page.
    static let signInPath = "/sign-in"
    /// A form holds little more than a reason.
    private static let formBytes = 16 << 10

    private let settings: OperatorSettings
    private let users: WebUsers
    private let cookies: SessionCookies

    /// - Parameters:
    ///   - root: What every link begins with.
    ///   - isSecure: Whether browsers come over TLS only.
    init(_ settings: OperatorSettings, users: WebUsers, root: String, isSecure: Bool) {
        self.settings = settings
        self.users = users
        cookies = SessionCookies(key: settings.sessionKey, root: root, isSecure: isSecure)
    }

    /// What the forms of a session must carry.
    func formToken(of session: OperatorSession) -> String { cookies.formToken(of: session) }

    /// Whether anybody may act at all.
    var isEmpty: Bool { settings.configured().isEmpty }

    /// Whether a request comes from an operator with a token or a session, whom nobody needs to ask for more.
    ///
    /// - Throws: 503 if it cannot be known whether the session was ended.
    func admits(_ request: Request) async throws(HTTPError) -> Bool {
        if bearer(of: request) != nil { return true }
        return try await session(of: request) != nil
    }

    /// The session that a browser brings; nil if there is none that counts.
    ///
    /// - Throws: 503 if it cannot be known whether it was ended.
    func session(of request: Request) async throws(HTTPError) -> OperatorSession? {
        guard let session = cookies.session(of: request, at: settings.now(), secret: secret) else { return nil }
        do {
            return try await settings.isRevoked(session) ? nil : session
        } catch {
            throw HTTPError(
                .serviceUnavailable,
                message: "Whether you have signed out cannot be read from the storage now: try again.")
        }
    }

    /// What makes the sessions of an operator end when it changes; nil if there is no such operator any more.
    private func secret(of name: String) -> String? {
        switch settings.configured().first(where: { $0.name == name })?.credential {
        case .token(let token): try? token.read()
        case .webUser(let user): users.hash(of: user)?.secret
        case nil: nil
        }
    }

    private func bearer(of request: Request) -> Operator? {
        guard let header = request.headers[.authorization], header.lowercased().hasPrefix("bearer ") else { return nil }
        return OperatorTokens(settings.configured()).owner(of: String(header.dropFirst("bearer ".count)))
    }

    private func webUser(_ credentials: BasicCredentials) async throws -> Operator? {
        let found = settings.configured().first { entry in
            if case .webUser(let user) = entry.credential { Array(user.utf8) == credentials.user } else { false }
        }
        guard let found else { return nil }
        switch await users.verdict(on: credentials) {
        case .right: return Operator(name: found.name)
        case .wrong: return nil
        case .unknown:
            throw HTTPError(.serviceUnavailable, message: "too many passwords wait to be verified; try again")
        }
    }
}

extension OperatorDirectory {
    /// The operator who sends a request to the API, with a bearer token or with the password of a web user.
    ///
    /// - Throws: ``HTTPError`` with what the sender is told: 403 if nobody may, or not from there; 401 if it is nobody we know.
    func author(of request: Request) async throws -> Operator {
        try settings.networks().check()
        guard !isEmpty else { throw Self.closed }
        // A browser sends passwords by itself, also with what somebody else's page makes it send.
        guard !RequestOrigin.isForeign(request) else { throw Self.foreign }
        if let author = bearer(of: request) { return author }
        if let credentials = request.headers[.authorization].flatMap({ BasicCredentials($0) }),
            let author = try await webUser(credentials)
        {
            return author
        }
        throw HTTPError(
            .unauthorized, headers: [.wwwAuthenticate: "Bearer"],
            message: "expected the token of an operator, as in \"Authorization: Bearer TOKEN\"")
    }

    /// The session and the values of a form that one of our pages gave to it.
    ///
    /// - Throws: ``HTTPError`` with what the person is told.
    func form<Form: Decodable & Sendable>(
        _ type: Form.Type, of request: Request
    ) async throws -> (author: Operator, form: Form) {
        let (session, text) = try await sessionForm(of: request)
        return (Operator(name: session.name), try Self.decode(type, from: text))
    }

    /// Ends the session of a form for whoever has its cookie; the cookie that takes it from the browser goes with the answer.
    ///
    /// - Throws: ``HTTPError`` with what the person is told; the session then goes on.
    func signOut(_ request: Request) async throws -> Cookie {
        let (session, _) = try await sessionForm(of: request)
        do {
            try await settings.revoke(session)
        } catch {
            throw HTTPError(
                .serviceUnavailable,
                message: "You are still signed in, as the end of the session could not be stored: try again.")
        }
        return cookies.removal
    }

    /// The session and the text of a form that one of our pages gave to it.
    private func sessionForm(of request: Request) async throws -> (session: OperatorSession, text: String) {
        try settings.networks().check()
        guard !isEmpty else { throw Self.closed }
        guard RequestOrigin.isOurs(request) else { throw Self.foreign }
        guard let session = try await session(of: request) else {
            throw HTTPError(.unauthorized, message: "Your session is over, or never began: sign in, then try again.")
        }
        let text = try await Self.formText(of: request)
        let token = try Self.decode(FormToken.self, from: text).value
        guard cookies.isFormToken(token, of: session) else {
            throw HTTPError(
                .forbidden, message: "The form is not of this session: open the page again, then try again.")
        }
        return (session, text)
    }

    /// What the sign-in form has.
    private struct SignIn: Decodable {
        let name: String
        let secret: String
    }

    private struct FormToken: Decodable {
        let value: String

        enum CodingKeys: String, CodingKey {
            case value = "form_token"
        }
    }

    /// Begins a session for whoever filled the sign-in form; the cookie goes with the answer.
    ///
    /// - Throws: ``HTTPError`` with what the person is told.
    func signIn(_ request: Request) async throws -> Cookie {
        try settings.networks().check()
        guard !isEmpty else { throw Self.closed }
        guard RequestOrigin.isOurs(request) else { throw Self.foreign }
        let given = try Self.decode(SignIn.self, from: try await Self.formText(of: request))
        guard let author = try await person(given), let secret = secret(of: author.name) else {
            throw HTTPError(.unauthorized, message: "No operator has this name with this token or password.")
        }
        return cookies.cookie(for: OperatorSession(name: author.name, at: settings.now()), secret: secret)
    }

    private func person(_ given: SignIn) async throws -> Operator? {
        if let owner = OperatorTokens(settings.configured()).owner(of: given.secret) {
            return owner.name == given.name ? owner : nil
        }
        guard case .webUser(let user)? = settings.configured().first(where: { $0.name == given.name })?.credential
        else { return nil }
        return try await webUser(BasicCredentials(user: Array(user.utf8), password: Array(given.secret.utf8)))
    }

    private static func formText(of request: Request) async throws -> String {
        guard request.mediaType == "application/x-www-form-urlencoded" else {
            throw HTTPError(.unsupportedMediaType, message: "expected the form of a page")
        }
        return String(buffer: try await request.body.collect(upTo: formBytes))
    }

    private static func decode<Form: Decodable>(_ type: Form.Type, from text: String) throws -> Form {
        do {
            return try URLEncodedFormDecoder().decode(type, from: text)
        } catch {
            throw HTTPError(.badRequest, message: "The form is not complete: open the page again, then try again.")
        }
    }

    private static var closed: HTTPError {
        HTTPError(
            .forbidden,
            message: "nobody may do this: name whoever may under bridge.operators in the configuration, as in "
                + "operators: [{name: alice, credentials_file: alice-token}], and reload it")
    }

    private static var foreign: HTTPError {
        HTTPError(
            .forbidden,
            message:
                "the request does not come from a page of this server: a reverse proxy must pass on the header Host")
    }
}
