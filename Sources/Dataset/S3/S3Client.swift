import Foundation
import Transfers

/// Asks one bucket. Used by one thread.
struct S3Client {
    /// What became of an object that was asked for.
    enum Outcome {
        case fetched(tag: String, modified: Date?)
        case unchanged
        case missing
    }

    private let base: String
    private let access: S3Access
    private let fetching: Fetching
    private let bucket: String
    private let region: String
    private let credentials: AWSCredentials?

    /// Finds out where and as whom to ask.
    init(bucket: String, access: S3Access, fetching: Fetching) throws(DatasetError) {
        let environment = AWSEnvironment(access.identity, region: access.region)
        self.bucket = bucket
        self.access = access
        self.fetching = fetching
        region = environment.region
        base = S3Address(access, in: environment).url(of: bucket)
        credentials = try AWSCredentialChain(access, in: environment, fetching: fetching).credentials()
    }

    /// Fetches an object into a file.
    ///
    /// - Parameter tag: That of a copy we have, which need not be fetched again.
    func get(_ key: String, into file: NamelessFile, unless tag: String?) throws(DatasetError) -> Outcome {
        var request = try request(path: "/" + key.pathEncoded)
        request.maximumResponseBytes = fetching.maximumBytes
        if let tag { request.headers.append(("If-None-Match", "\"\(tag)\"")) }
        let response = try fetching.send(request, into: file)
        switch response.status {
        case 200:
            let modified = HTTPDate.parse(response.headers["last-modified"])
            return .fetched(tag: S3Object.tag(response.headers["etag"]), modified: modified)
        case 304: return .unchanged
        default:
            let error = S3Error(response.body, status: response.status)
            if response.status == 404, error.code != "NoSuchBucket" { return .missing }
            throw failure(error)
        }
    }

    /// All objects whose keys begin so, in ascending order.
    func objects(below prefix: String) throws(DatasetError) -> [S3Object] {
        var objects: [S3Object] = []
        var token: String?
        repeat {
            // In the order of their names, for they are signed in it.
            let query = [
                token.map { "continuation-token=" + $0.queryEncoded }, "encoding-type=url", "list-type=2",
                "prefix=" + prefix.queryEncoded,
            ]
            let response = try fetching.send(request(path: "/", query: query.compactMap(\.self).joined(separator: "&")))
            guard response.status == 200 else {
                throw failure(S3Error(response.body, status: response.status))
            }
            guard let page = S3Listing(response.body) else {
                throw fetching.failure("the store answers a listing with something else (is the endpoint one of S3?)")
            }
            objects += page.objects.filter { !$0.key.hasSuffix("/") }
            token = page.continuation
        } while token != nil
        return objects.sorted { $0.key < $1.key }
    }

    private func request(path: String, query: String = "") throws(DatasetError) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: base + path + (query.isEmpty ? "" : "?" + query))
        request.tls = access.tls
        guard let credentials else { return request }
        request.headers.append(("x-amz-content-sha256", "UNSIGNED-PAYLOAD"))
        request.sign(with: credentials, region: region, service: "s3")
        return request
    }

    private func failure(_ error: S3Error) -> DatasetError {
        fetching.failure(error.reason(bucket: bucket, region: region, origin: credentials?.origin))
    }
}
