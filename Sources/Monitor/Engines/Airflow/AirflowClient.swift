import Foundation
import Transfers

/// Calls Airflow's API in the version that the server has.
struct AirflowClient: Sendable {
    /// Airflow may be upgraded while the bridge runs.
    private static let versionLifetime: TimeInterval = 600

    private let configuration: AirflowConfiguration
    private let tools: EngineTools

    init(_ configuration: AirflowConfiguration, with tools: EngineTools) {
        self.configuration = configuration
        self.tools = tools
    }

    /// The version of the server: as configured, or as it tells.
    func version() async throws -> AirflowVersion {
        guard configuration.version == .auto else { return configuration.version }
        let key = ["airflow version", configuration.url]
        if let known = tools.memory.text(key).flatMap(AirflowVersion.init) { return known }
        let response = try await client("").get("/api/v2/version", expecting: [200, 404])
        let version: AirflowVersion = response.status == 200 ? .three : .two
        tools.memory.keep(version.rawValue, key, until: Date(timeIntervalSinceNow: Self.versionLifetime))
        return version
    }

    func decode<Value: Decodable>(_ type: Value.Type, _ response: HTTPClientResponse) throws(EngineError) -> Value {
        try client("").decode(type, response)
    }

    /// Makes one call below the API's path, with a JSON document where there is one.
    func send(
        _ method: String = "GET", _ path: String, _ body: JSONValue? = nil, expecting statuses: Set<Int> = [200]
    ) async throws -> HTTPClientResponse {
        let version = try await version()
        var client = client(version == .two ? "/api/v1" : "/api/v2")
        client.authorization = configuration.authorization
        if version == .three, case .basic(let username, let password)? = configuration.authorization {
            let login = AirflowLogin(url: configuration.url, username: username, password: password)
            client.login = EngineLogin(login, timeout: configuration.timeout, with: tools)
        }
        guard let body else { return try await client.get(path, expecting: statuses) }
        return try await client.send(body, to: path, method: method, expecting: statuses)
    }

    /// A client that does not identify itself.
    private func client(_ path: String) -> EngineClient {
        EngineClient(
            engine: "Airflow", url: configuration.url + path, timeout: configuration.timeout, client: tools.client)
    }
}
