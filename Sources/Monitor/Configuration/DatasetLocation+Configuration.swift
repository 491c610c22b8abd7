import Dataset
import Foundation
import Transfers

extension TextFormat: ConfigurationChoice {
    static let placeholder = TextFormat.csv
}

extension DatasetLocation {
    /// Reads `reference` or `current`.
    ///
    /// - Parameter folders: Which folders hold rows that count; nil for all.
    init(_ mapping: ConfigurationMapping, folders: FolderWindow?) {
        let limit = mapping.value("max_bytes", default: ByteCount(bytes: Self.standardMaximumBytes))
        let timeout = mapping.value("timeout", default: Self.standardTimeout)
        mapping.requirePositive("timeout")
        if limit.bytes == 0, mapping.contains("max_bytes") { mapping.reject("max_bytes", "must be more than 0B") }
        self.init(
            DatasetSource(mapping), textFormat: mapping.optionalValue("format"), maximumBytes: limit.bytes,
            timeout: timeout, folders: folders)
        guard folders != nil else { return }
        switch source {
        case .files, .s3: break
        case .http, .database:
            mapping.reject("window", "has a partition, which only files and objects of S3 can have")
        }
    }
}

extension DatasetSource {
    /// Which keys belong to which kind of place.
    private static let keys: [String: [String]] = [
        "http": ["basic_auth", "authorization", "redirect_hosts"],
        "s3": ["s3"],
        "postgresql": ["password", "password_file", "table", "query", "version_query"],
    ]

    /// Reads the place, whose kind follows from its scheme.
    init(_ mapping: ConfigurationMapping) {
        let database: DatabaseSource? = mapping.section("adbc") { DatabaseSource(adbc: $0) }
        if let database {
            for key in ["path", "path_file"] where mapping.contains(key) {
                mapping.add(.exclusiveKeys("adbc", key), at: key)
            }
            Self.rejectForeignKeys(mapping, nil)
            self = .database(database)
            return
        }
        let path = Self.path(mapping)
        let scheme = path?.scheme
        Self.rejectForeignKeys(mapping, scheme)
        switch (scheme, path) {
        case ("http", let path?): self = .http(HTTPSource(mapping, path))
        case ("s3", .text(let url)?): self = .s3(S3Source(mapping, url: url))
        case ("postgresql", let path?): self = .database(DatabaseSource(postgreSQL: mapping, path))
        case (nil, .text(let text)?): self = .files(mapping.resolved(text))
        default: self = .files("")
        }
    }

    /// What `path` says, or the file that `path_file` names.
    private static func path(_ mapping: ConfigurationMapping) -> Secret? {
        let path = mapping.secret("path")
        guard case .text(let text) = path, mapping.contains("path") else { return path }
        mapping.show(.scalar(SecretPattern.maskedPlace(text), isText: true), at: "path")
        if text.isEmpty { mapping.reject("path", "must not be empty") }
        let scheme = text.range(of: "://").map { String(text[..<$0.lowerBound]) }
        if let scheme, path.scheme == nil {
            mapping.reject(
                "path", "must be a path, or a URL that begins with http, https, s3 or postgresql, found \(scheme)://")
        }
        let parts = scheme == nil ? nil : URLComponents(string: text)
        if scheme != nil, SecretPattern.holdsCutPassword(text) {
            let apart = path.scheme == "postgresql" ? "the password in password_file" : "them apart"
            mapping.reject(
                "path",
                "must not hold credentials, found \"\(SecretPattern.maskedPlace(text))\": give \(apart), where no sign needs to be encoded"
            )
        } else if parts?.password != nil || (parts?.user != nil && path.scheme != "postgresql") {
            mapping.reject("path", "must not hold credentials: give them apart, or the whole in path_file")
        }
        return path
    }

    private static func rejectForeignKeys(_ mapping: ConfigurationMapping, _ scheme: String?) {
        for (kind, keys) in keys where kind != scheme {
            for key in keys where mapping.contains(key) {
                mapping.reject(key, "belongs to a path that begins with \(kind)://")
            }
        }
        if scheme == nil, mapping.contains("tls_config") {
            mapping.reject("tls_config", "belongs to a path that is a URL")
        }
    }
}

extension Secret {
    /// The kind of place that a path names; a file that holds one holds that of a web server. Nil for a path of this
    /// machine.
    fileprivate var scheme: String? {
        guard case .text(let text) = self else { return "http" }
        let schemes = [
            "http://": "http", "https://": "http", "s3://": "s3", "postgresql://": "postgresql",
            "postgres://": "postgresql",
        ]
        return schemes.first { text.hasPrefix($0.key) }?.value
    }
}

extension HTTPSource {
    init(_ mapping: ConfigurationMapping, _ path: Secret) {
        self.init(
            url: path, description: Self.description(of: path), authorization: HTTPAuthorization(mapping),
            tls: mapping.tls,
            redirectHosts: Set(mapping.value("redirect_hosts", default: [])))
        guard case .text(let text) = path, (URL(string: text)?.host() ?? "").isEmpty,
            !SecretPattern.holdsCutPassword(text)
        else { return }
        mapping.reject("path", "must be a URL such as https://host/data.parquet")
    }

    /// Without what stands behind the question mark, for it may be a signature or a token.
    private static func description(of path: Secret) -> String {
        switch path {
        case .file(let file): "the URL in \(file)"
        case .text(let text): String(text.prefix { $0 != "?" && $0 != "#" })
        }
    }
}

extension S3Source {
    init(_ mapping: ConfigurationMapping, url: String) {
        let access = mapping.section("s3") { S3Access($0, tls: mapping) } ?? S3Access(mapping.empty, tls: mapping)
        if let source = S3Source(url: url, access: access) {
            self = source
        } else {
            mapping.reject("path", "must be s3://BUCKET/KEY, found \"\(SecretPattern.masked(url))\"")
            self.init(bucket: "", key: "")
        }
    }
}

extension S3Access {
    /// - Parameter tls: The mapping beside the section.
    init(_ mapping: ConfigurationMapping, tls: ConfigurationMapping) {
        self.init(
            identity: Self.identity(mapping),
            endpoint: mapping.contains("endpoint") ? mapping.url("endpoint") : nil,
            region: mapping.optionalValue("region"),
            usesPathStyle: mapping.optionalValue("path_style"),
            tls: tls.tls)
    }

    private static func identity(_ mapping: ConfigurationMapping) -> AWSIdentity {
        let identity = AWSIdentity(mapping)
        guard mapping.value("anonymous", default: false) else { return identity }
        if case .keys = identity { mapping.add(.exclusiveKeys("anonymous", "access_key_id"), at: "anonymous") }
        if case .chain(let profile, let asksInstance) = identity, profile != nil || asksInstance {
            mapping.add(.exclusiveKeys("anonymous", "profile"), at: "anonymous")
        }
        return .anonymous
    }
}

extension DatabaseSource {
    /// Reads what stands beside a path `postgresql://…`.
    init(postgreSQL mapping: ConfigurationMapping, _ path: Secret) {
        var description = "a PostgreSQL database"
        if case .text(let text) = path { description = String(text.prefix { $0 != "?" }) }
        self.init(
            driver: "postgresql", uri: path, description: description, password: mapping.optionalSecret("password"),
            query: mapping.rowQuery, versionQuery: mapping.optionalValue("version_query"))
    }

    /// Reads `adbc`.
    init(adbc mapping: ConfigurationMapping) {
        let driver: String = mapping.value("driver")
        self.init(
            driver: driver.contains("/") ? mapping.resolved(driver) : driver, uri: mapping.secret("uri"),
            description: "the \(driver.split(separator: "/").last ?? "") database",
            password: mapping.optionalSecret("password"),
            options: mapping.namedValues("options"), query: mapping.rowQuery,
            versionQuery: mapping.optionalValue("version_query"))
        mapping.conceal("options")
        if driver.isEmpty, mapping.contains("driver") { mapping.reject("driver", "must not be empty") }
        if driver != "postgresql", mapping.contains("password") || mapping.contains("password_file") {
            mapping.reject("password", "belongs to driver: postgresql; give others theirs in uri_file")
        }
    }
}

extension ConfigurationMapping {
    /// What `query` says, or all rows of `table`.
    fileprivate var rowQuery: String {
        let query: String? = optionalValue("query")
        let table: String? = optionalValue("table")
        if query != nil, table != nil { add(.exclusiveKeys("query", "table"), at: "table") }
        if query == nil, table == nil { problems.add(.missingKey("query\" or \"table"), at: mark) }
        guard query == nil, let table else { return query ?? "" }
        let names = table.split(separator: ".").map { "\"\($0.replacing("\"", with: "\"\""))\"" }
        return "select * from " + names.joined(separator: ".")
    }
}
