import Foundation
import HTTPTypes
import Hummingbird
import NIOPosix
import Testing
import Transfers

@testable import Monitor

/// What libcurl sends for a call that is to be signed for Amazon (Signature Version 4).
struct RequestSignatureTests {
    private static let secretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"

    /// Sends a call as boto3 did when the fixture was recorded; tells what arrived.
    ///
    /// - Parameter date: When it is signed; nil for now. libcurl sends a date that is given twice.
    private static func send(at date: String?, sessionToken: String?) async throws -> FakeServer.Call {
        let recorded = try JSONDecoder().decode(
            JSONValue.self, from: Data(contentsOf: Fixtures.url("moto/02_start.json")))["request"]
        let body = Data((recorded?["body"]?.string ?? "").utf8)
        let server = FakeServer { _ in Response(status: .ok) }
        try await server.run { url async throws in
            var request = HTTPClientRequest(method: "POST", url: url + "/", body: body)
            request.headers = [
                ("Host", "127.0.0.1:15555"), ("Content-Type", "application/x-amz-json-1.1"),
                ("X-Amz-Target", "SageMaker.StartPipelineExecution"),
            ]
            if let date { request.headers.append(("X-Amz-Date", date)) }
            let credentials = AWSCredentials(
                accessKey: "AKIDEXAMPLE", secretKey: secretKey, sessionToken: sessionToken, origin: "a test")
            request.sign(with: credentials, region: "eu-west-1", service: "sagemaker")
            _ = try await HTTPClient(threads: .singleton).send(request)
        }
        return try #require(server.calls.first)
    }

    @Test func `a call is signed as boto3 signs it`() async throws {
        let call = try await Self.send(at: "20261120T231820Z", sessionToken: nil)
        #expect(
            call.headers[.authorization]
                == "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261120/eu-west-1/sagemaker/aws4_request, "
                + "SignedHeaders=content-type;host;x-amz-date;x-amz-target, "
                + "Signature=678ca96f7d4bf2dff2ef5742220650c74c35c87bc5cf15b5ef3d9b654619318b")
    }

    @Test func `the token of a session is signed with the rest`() async throws {
        let call = try await Self.send(at: nil, sessionToken: "tok/en+==")
        let check = SignatureCheck(call, host: "127.0.0.1:15555")
        #expect(check.signedHeaders.contains("x-amz-security-token"))
        #expect(check.isValid(secretKey: Self.secretKey))
        #expect(!check.isValid(secretKey: "another"))
        #expect(HTTPField.Name("X-Amz-Security-Token").flatMap { call.headers[$0] } == "tok/en+==")
    }
}
