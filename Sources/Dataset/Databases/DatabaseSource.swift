import Foundation
public import Transfers

/// The rows that a query of a database gives, through an ADBC driver.
public struct DatabaseSource: RemoteSource, Hashable {
    /// A driver's name, such as `postgresql`, or the path of its library.
    let driver: String
    /// Where the database is, as the driver wants it.
    let uri: Secret
    /// Put into the URI of a PostgreSQL database.
    let password: Secret?
    /// Further options of the database, by the driver's names.
    let options: [String: String]
    let query: String
    /// A query whose result changes when the data do; nil to run the query itself at each look.
    let versionQuery: String?
    let description: String

    /// - Parameter description: What people and logs may see of the URI.
    public init(
        driver: String, uri: Secret, description: String, password: Secret? = nil, options: [String: String] = [:],
        query: String, versionQuery: String? = nil
    ) {
        self.driver = driver
        self.uri = uri
        self.description = description
        self.password = password
        self.options = options
        self.query = query
        self.versionQuery = versionQuery
    }

    func fetch(after known: RemoteCopy?, with fetching: Fetching) throws(DatasetError) -> RemoteCopy {
        let call = try databaseCall(fetching)
        let version = try versionQuery.map { query throws(DatasetError) in
            try digest(call.run(query, fetching), fetching)
        }
        if let version, let known, known.parts.first?.tag == version { return known }
        let rows = try call.run(query, fetching)
        let tag = if let version { version } else { try digest(rows, fetching) }
        return RemoteCopy(
            parts: [.init(name: description, tag: tag, file: rows)],
            identity: DatasetIdentity(text: "\(description)\t\(query)\t\(tag)", newestModification: nil))
    }

    private func digest(_ file: NamelessFile, _ fetching: Fetching) throws(DatasetError) -> String {
        guard let digest = file.digest() else { throw fetching.failure("its copy cannot be read again") }
        return digest
    }

    private func databaseCall(_ fetching: Fetching) throws(DatasetError) -> DatabaseCall {
        do {
            let secrets = [try uri.read(), try password?.read()].compactMap(\.self)
            var uri = secrets[0]
            if driver == "postgresql" {
                uri = PostgreSQLAddress(uri, password: secrets.dropFirst().first, timeout: fetching.timeLeft).text
            }
            guard let library = ADBCDriver.path(driver) else {
                throw fetching.failure(
                    "there is no ADBC driver \(driver): install it (pip install adbc-driver-\(driver)) and name its folder "
                        + "in \(ADBCDriver.variable)")
            }
            return DatabaseCall(
                library: library,
                options: [("uri", uri)] + options.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
                secrets: secrets + [uri])
        } catch let error as DatasetError {
            throw error
        } catch {
            throw fetching.failure("\(error)")
        }
    }
}
