import Foundation
public import Transfers

/// A file that a web server hands out.
public struct HTTPSource: RemoteSource, Hashable {
    /// The URL, which may hold secrets behind its question mark; a file that holds it is read at each look.
    let url: Secret
    let authorization: HTTPAuthorization?
    let tls: TLSClientConfiguration
    /// Other hosts to which the server may redirect; credentials are not sent there.
    let redirectHosts: Set<String>
    let description: String

    private static let mostRedirects = 10

    /// - Parameter description: What people and logs may see of the URL.
    public init(
        url: Secret, description: String, authorization: HTTPAuthorization? = nil,
        tls: TLSClientConfiguration = TLSClientConfiguration(),
        redirectHosts: Set<String> = []
    ) {
        self.url = url
        self.description = description
        self.authorization = authorization
        self.tls = tls
        self.redirectHosts = redirectHosts
    }

    func fetch(after known: RemoteCopy?, with fetching: Fetching) throws(DatasetError) -> RemoteCopy {
        let start = try startingPoint(fetching)
        let file = try fetching.file()
        let answer = try follow(from: start, unless: known?.parts.first?.tag, into: file, fetching)
        if answer.response.status == 304, let known { return known }
        guard answer.response.status == 200 else { throw fetching.failure(Self.reason(answer.response)) }
        let tag = try Self.tag(answer.response, file, fetching)
        return RemoteCopy(
            parts: [.init(name: start.path(percentEncoded: false), tag: tag, file: file)],
            identity: DatasetIdentity(
                text: "\(description)\t\(tag)",
                newestModification: HTTPDate.parse(answer.response.headers["last-modified"])))
    }

    private func startingPoint(_ fetching: Fetching) throws(DatasetError) -> URL {
        do {
            guard let url = URL(string: try url.read()), let scheme = url.scheme, url.host() != nil,
                ["http", "https"].contains(scheme)
            else { throw fetching.failure("what its file holds is no http or https URL") }
            return url
        } catch let error as DatasetError {
            throw error
        } catch {
            throw fetching.failure("\(error)")
        }
    }

    /// Asks, and asks again where a redirect leads as long as it may lead there.
    private func follow(
        from start: URL, unless tag: String?, into file: NamelessFile, _ fetching: Fetching
    ) throws(DatasetError) -> (url: URL, response: HTTPClientResponse) {
        var url = start
        for _ in 0...Self.mostRedirects {
            let isHome = url.host() == start.host() && url.port == start.port && url.scheme == start.scheme
            let response = try fetching.send(request(url, isHome: isHome, unless: tag, fetching), into: file)
            guard (300...399).contains(response.status), response.status != 304 else { return (url, response) }
            guard let next = response.redirect.flatMap({ URL(string: $0) }), let host = next.host() else {
                throw fetching.failure("the server answers \(response.status) without saying where to go")
            }
            guard host == start.host() || redirectHosts.contains(host) else {
                throw fetching.failure(
                    "the server redirects to \(host): list it under redirect_hosts if that is right")
            }
            guard next.scheme == "https" || start.scheme == "http" else {
                throw fetching.failure("the server redirects from https to \(next.scheme ?? "nothing")")
            }
            url = next
        }
        throw fetching.failure("the server redirects more than \(Self.mostRedirects) times, perhaps in a circle")
    }

    private func request(
        _ url: URL, isHome: Bool, unless tag: String?, _ fetching: Fetching
    ) throws(DatasetError) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: url.absoluteString)
        request.maximumResponseBytes = fetching.maximumBytes
        request.tls = isHome ? tls : tls.elsewhere
        if let tag, let condition = Self.condition(tag) { request.headers.append(condition) }
        do {
            if isHome { try request.authorize(authorization) }
        } catch {
            throw fetching.failure("\(error)")
        }
        return request
    }
}

extension HTTPSource {
    private static let entityTag = "etag "
    private static let lastModified = "last-modified "
    private static let digest = "digest "

    /// What the server gives to recognise the content; a digest of it where it gives nothing.
    private static func tag(
        _ response: HTTPClientResponse, _ file: NamelessFile, _ fetching: Fetching
    ) throws(DatasetError) -> String {
        if let tag = response.headers["etag"] { return entityTag + tag }
        if let time = response.headers["last-modified"] { return lastModified + time }
        guard let digest = file.digest() else { throw fetching.failure("its copy cannot be read again") }
        return Self.digest + digest
    }

    /// The header that asks for the content only if it is another.
    private static func condition(_ tag: String) -> (name: String, value: String)? {
        if tag.hasPrefix(entityTag) { return ("If-None-Match", String(tag.dropFirst(entityTag.count))) }
        if tag.hasPrefix(lastModified) { return ("If-Modified-Since", String(tag.dropFirst(lastModified.count))) }
        return nil
    }

    private static func reason(_ response: HTTPClientResponse) -> String {
        let answer = "the server answers \(response.status)"
        return switch response.status {
        case 401, 403: answer + ": check the credentials under basic_auth or authorization"
        case 404, 410: answer + ": nothing is there under this URL"
        case 429, 500...: answer + ": it cannot serve now; the next look tries again"
        default: answer + " where 200 with the data was expected"
        }
    }
}
