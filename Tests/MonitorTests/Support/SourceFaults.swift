import Hummingbird
import NIOCore

@testable import Monitor

/// Everything that stores, databases and web servers have been seen to answer in place of data.
enum SourceFaults {
    static let all = store + database + web

    private static let store: [SourceFault] = [
        SourceFault("S3: a wrong secret access key", "the signature does not match: check the secret access key") {
            $0.store.keys("s3://logs/a.csv", secretKey: "wrong-secret-key")
        },
        SourceFault("S3: an access key that nobody knows", "the access key") {
            "path: s3://logs/a.csv, s3: {endpoint: '\($0.store.url)', access_key_id: nobody-at-all, secret_access_key: abcdef}"
        },
        SourceFault("S3: no credentials", "the store answers 400 UnsupportedAlgorithm") {
            "path: s3://logs/a.csv, s3: {endpoint: '\($0.store.url)', anonymous: true}"
        },
        SourceFault("S3: a profile that is not there", #"there is no profile "no-such-profile""#) {
            "path: s3://logs/a.csv, s3: {endpoint: '\($0.store.url)', profile: no-such-profile}"
        },
        SourceFault("S3: no such bucket", #"there is no bucket "nowhere" at this endpoint"#) {
            $0.store.keys("s3://nowhere/a.csv")
        },
        SourceFault(
            "S3: no such object", #"no object of bucket "logs" has this key, or fits it, or is below it"#
        ) { $0.store.keys("s3://logs/nothing/here") },
        SourceFault("S3: more than allowed", "is larger than 1024 bytes: set max_bytes to more if that is right") {
            $0.store.keys("s3://logs/large/", ", max_bytes: 1KB")
        },
        SourceFault("S3: an object that is no data", "it begins like none of Parquet (PAR1)") {
            $0.store.keys("s3://logs/notes.txt")
        },
        SourceFault("S3: no server", "cannot fetch s3://logs/a.csv: ") {
            "path: s3://logs/a.csv, s3: {endpoint: '\($0.closed)', anonymous: true}"
        },
    ]

    private static func keys(_ servers: SourceFault.Servers, _ more: String) -> String {
        "path: '\(servers.database.url)', password: '\(PostgreSQLServer.password)', \(more)"
    }

    private static let database: [SourceFault] = [
        SourceFault("PostgreSQL: a wrong password", #"password authentication failed for user "watcher""#) {
            "path: '\($0.database.url)', password: guessed-wrong, table: t"
        },
        SourceFault("PostgreSQL: no such table", #"relation "nothing" does not exist"#) { keys($0, "table: nothing") },
        SourceFault("PostgreSQL: a mistake in the query", #"syntax error at or near "selec""#) {
            keys($0, "query: selec 1")
        },
        SourceFault("PostgreSQL: a query that would write", "read-only transaction") {
            keys($0, "query: delete from t")
        },
        SourceFault("PostgreSQL: a query that takes too long", "timeout") {
            keys($0, "query: select pg_sleep(60), timeout: 500ms")
        },
        SourceFault("PostgreSQL: more than allowed", "is larger than 1048576 bytes") {
            keys($0, "query: 'select generate_series(1, 10000000) x', max_bytes: 1MB")
        },
        SourceFault("PostgreSQL: no server", "refused") {
            "path: '\($0.closed.replacing("http", with: "postgresql"))/x', table: t"
        },
    ]

    private static let web: [SourceFault] = [
        SourceFault("HTTP: no such file", "the server answers 404") { "path: '\($0.web)/404.csv'" },
        SourceFault("HTTP: not allowed", "the server answers 401") { "path: '\($0.web)/401.csv'" },
        SourceFault("HTTP: a server that cannot serve", "the server answers 503: it cannot serve now") {
            "path: '\($0.web)/503.csv'"
        },
        SourceFault("HTTP: a redirect to another host", "list it under redirect_hosts if that is right") {
            "path: '\($0.web)/302.csv'"
        },
        SourceFault("HTTP: a page in place of data", #"it is an HTML page titled "Login""#) {
            "path: '\($0.web)/login.csv'"
        },
        SourceFault("HTTP: a server that is too slow", "Timeout was reached") {
            "path: '\($0.web)/slow.csv', timeout: 300ms"
        },
        SourceFault("HTTP: no server", "cannot fetch") { "path: '\($0.closed)/x.csv'" },
    ]

    /// Answers as the faults of a web server want it.
    static let webServer = FakeServer { call in
        let name = call.path.split(separator: "/").last.map { $0.prefix { $0 != "." } } ?? ""
        switch name {
        case "login":
            return Response(
                status: .ok, body: .init(byteBuffer: ByteBuffer(string: "<html><title>Login</title></html>")))
        case "slow":
            try await Task.sleep(for: .seconds(2))
            return Response(status: .ok)
        case "302":
            return Response(status: .found, headers: [.location: "http://other.invalid/x.csv"])
        default: return Response(status: .init(code: Int(name) ?? 500))
        }
    }
}
