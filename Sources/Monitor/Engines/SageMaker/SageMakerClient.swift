import Foundation
import Transfers

/// Calls the API of Amazon SageMaker: one address, the operation in a header, every call signed.
struct SageMakerClient: Sendable {
    let configuration: SageMakerConfiguration
    private let tools: EngineTools

    init(_ configuration: SageMakerConfiguration, with tools: EngineTools) {
        self.configuration = configuration
        self.tools = tools
    }

    /// Calls an operation and reads its answer; throws ``EngineError`` or ``LoginError``.
    ///
    /// Credentials that the service no longer takes are looked up once more.
    func call<Answer: Decodable>(_ operation: String, _ body: some Encodable & Sendable) async throws -> Answer {
        do {
            return try await signed(operation, body)
        } catch EngineError.status(_, 401, _, _) {
            tools.awsCredentials.forget(configuration.identity)
            return try await signed(operation, body)
        }
    }

    private func signed<Answer: Decodable>(_ operation: String, _ body: some Encodable) async throws -> Answer {
        let environment = AWSEnvironment(configuration.identity, region: configuration.region)
        var request = HTTPClientRequest(method: "POST", url: url(environment) + "/")
        request.headers = [
            ("Content-Type", "application/x-amz-json-1.1"), ("X-Amz-Target", "SageMaker.\(operation)"),
        ]
        request.body = try EngineClient.encoder.encode(body)
        guard let credentials = try await credentials() else { throw LoginError.unusable("there are no credentials") }
        request.sign(with: credentials, region: environment.region, service: "sagemaker")
        let client = EngineClient(
            engine: "SageMaker", url: "", timeout: configuration.timeout, client: tools.client,
            detail: SageMakerFailure.detail,
            secrets: [credentials.secretKey, credentials.sessionToken ?? ""].map(Secret.text))
        do {
            return try client.decode(Answer.self, await client.send(request, expecting: [200]))
        } catch let error as EngineError {
            throw SageMakerFailure.translated(error)
        }
    }

    private func url(_ environment: AWSEnvironment) -> String {
        let url =
            configuration.endpoint ?? environment.endpoint(of: "SAGEMAKER") ?? environment.url(of: "api.sagemaker")
        return url.hasSuffix("/") ? String(url.dropLast()) : url
    }

    /// Looking for credentials may take several calls, which block.
    private func credentials() async throws -> AWSCredentials? {
        let configuration = configuration
        let cache = tools.awsCredentials
        let client = tools.client
        return try await client.run {
            let chain = AWSCredentialChain<LoginError>(
                configuration.identity, in: AWSEnvironment(configuration.identity, region: configuration.region),
                tls: client.tls, cache: cache,
                advice: "give access_key_id and secret_access_key",
                send: { request throws(LoginError) in try Self.send(request, timeout: configuration.timeout) },
                failure: LoginError.unusable)
            return try chain.credentials()
        }
    }

    private static func send(_ request: HTTPClientRequest, timeout: Duration) throws(LoginError) -> HTTPClientResponse {
        var request = request
        request.timeout = timeout
        do {
            return try CurlTransfer(request).perform()
        } catch {
            throw .unavailable("\(error)")
        }
    }
}
