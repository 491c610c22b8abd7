import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Synchronization

/// Decides which requests are answered, by the web configuration file as it is at that moment.
final class RequestGuard: Sendable {
    /// What becomes of a request.
    enum Admission: Sendable {
        /// It is answered; the answer gets these headers.
        case admitted(HTTPFields)
        case refused(Response)
    }

    private let file: WebConfigurationFile
    private let passwords: PasswordVerifier
    private let operators: OperatorDirectory
    private let routes: GuardedRoutes
    private let bucket: Mutex<TokenBucket>?
    private let faults: FaultLog
    private let start = ContinuousClock.now

    /// - Parameter rateLimit: The limit that holds until the process ends.
    init(
        _ file: WebConfigurationFile, passwords: PasswordVerifier, operators: OperatorDirectory,
        routes: GuardedRoutes, rateLimit: RateLimitConfiguration?, logger: Logger
    ) {
        self.file = file
        self.passwords = passwords
        self.operators = operators
        self.routes = routes
        bucket = rateLimit.map { Mutex($0.bucket) }
        faults = FaultLog(
            file.path, fault: "the web configuration cannot be used, nobody is served until it can",
            recovery: "the web configuration can be used again", logger: logger)
    }

    func admit(_ request: Request) async -> Admission {
        let configuration: WebConfiguration
        do {
            configuration = try file.current()
            faults.note(nil)
        } catch {
            faults.note(error)
            return .refused(Response(.internalServerError, text: "Internal Server Error\n"))
        }
        let path = request.uri.path
        let headers = configuration.http.headers
        if routes.isOpen(path, configuration.access.openPaths) { return .admitted(headers) }
        if bucket?.withLock({ $0.take(at: start.duration(to: .now)) }) == false {
            return .refused(routes.isWebhook(path) ? .tryLater : .tooManyRequests)
        }
        if !configuration.asksForCredentials || routes.authorizesItself(path) { return .admitted(headers) }
        do {
            if try await operators.admits(request) { return .admitted(headers) }
        } catch {
            return refused(Response(error.status, text: "\(error.body ?? "")\n"), headers)
        }
        let answer = await refusal(of: request.headers[.authorization], by: configuration, path)
        return answer.map { refused($0, headers) } ?? .admitted(headers)
    }

    /// The answer to credentials that are not accepted; nil if they are.
    private func refusal(of header: String?, by configuration: WebConfiguration, _ path: String) async -> Response? {
        let tokens = BearerTokens(configuration.access.tokens)
        if !tokens.isEmpty, tokens.accept(header) { return nil }
        if let header, let credentials = BasicCredentials(header) {
            switch await passwords.verdict(on: credentials, among: configuration.users) {
            case .right: return nil
            case .wrong: break
            case .unknown: return routes.isWebhook(path) ? .tryLater : .tooManyRequests
            }
        }
        var response = Response(.unauthorized, text: "Unauthorized\n")
        let schemes = [configuration.users.isEmpty ? nil : "Basic", tokens.isEmpty ? nil : "Bearer"]
        response.headers[.wwwAuthenticate] = schemes.compactMap(\.self).joined(separator: ", ")
        return response
    }

    private func refused(_ response: Response, _ headers: HTTPFields) -> Admission {
        var response = response
        response.headers.append(contentsOf: headers)
        return .refused(response)
    }
}

extension Response {
    /// For clients that come too often.
    fileprivate static var tooManyRequests: Response { Response(.tooManyRequests, text: "Too Many Requests\n") }
    /// The same for Alertmanager, which tries again after 503 but not after 429.
    fileprivate static var tryLater: Response {
        Response(.serviceUnavailable, text: "too many requests; send it again\n")
    }
}
