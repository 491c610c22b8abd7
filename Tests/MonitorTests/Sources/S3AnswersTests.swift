import Dataset
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Testing
import TestSupport
import Transfers

@testable import Monitor

/// What other stores than the real one of the tests answer, in the words of Amazon's documentation.
struct S3AnswersTests {
    private static func error(_ code: String, _ more: String = "") -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>\(code)</Code><Message>In their words</Message>\(more)</Error>"
    }

    @Test(
        arguments: [
            (
                403, error("AccessDenied"),
                "access is denied to the credentials from the configuration: they need s3:GetObject"
            ),
            (403, error("InvalidAccessKeyId"), "the store does not know the access key of the credentials"),
            (400, error("ExpiredToken"), "the session token of the credentials from the configuration has expired"),
            (
                301, error("PermanentRedirect", "<Region>eu-west-1</Region>"),
                "in another region than us-east-1: set region: eu-west-1"
            ),
            (403, error("RequestTimeTooSkewed"), "the clock of this machine differs too much"),
            (503, error("SlowDown"), "cannot serve now (SlowDown)"),
            (400, error("SomethingNew"), "the store answers 400 SomethingNew: In their words"),
            (403, "", "access is denied"),
            (418, "<html>", "the store answers 418"),
            (200, "<html></html>", "answers a listing with something else (is the endpoint one of S3?)"),
        ] as [(Int, String, String)])
    func `errors are put into words`(status: Int, body: String, words: String) async throws {
        let server = FakeServer { _ in
            Response(status: .init(code: status), body: .init(byteBuffer: ByteBuffer(string: body)))
        }
        try await server.run { url async throws in
            let location = try DatasetLocation.configured(
                "path: s3://b/logs/, s3: {endpoint: '\(url)', access_key_id: a, secret_access_key: b}")
            let complaint = try await DatasetCopies.temporary().complaint(location)
            #expect(complaint.contains(words), "\(complaint)")
        }
    }

    /// The object is another one than was listed a moment ago.
    @Test func `an object replaced between listing and fetching is a change`() async throws {
        let listing = """
            <ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>logs/a.csv</Key><Size>8</Size>\
            <ETag>&quot;one&quot;</ETag></Contents></ListBucketResult>
            """
        let server = FakeServer { call in
            let isListing = call.path.contains("list-type=2")
            return Response(
                status: .ok, headers: [.eTag: "\"two\""],
                body: .init(byteBuffer: ByteBuffer(string: isListing ? listing : "x,y\n1,2\n")))
        }
        try await server.run { url async throws in
            let location = try DatasetLocation.configured(
                "path: s3://b/logs/, s3: {endpoint: '\(url)', anonymous: true}")
            let complaint = try await DatasetCopies.temporary().complaint(location)
            #expect(complaint == "s3://b/logs/a.csv was replaced while it was read; it will be read again")
        }
        #expect(server.calls.allSatisfy { $0.headers[.authorization] == nil })
    }

    /// A service account of EKS, a container of ECS, an instance of EC2: each gives credentials with a session token.
    @Test(arguments: ["role", "container", "instance"])
    func `the platform says who we are`(platform: String) async throws {
        let folder = try TemporaryFolder()
        let token = try folder.write("the-token\n", to: "token")
        let json =
            #"{"AccessKeyId": "TEMP", "SecretAccessKey": "s", "Token": "session", "Expiration": "2099-01-01T00:00:00Z"}"#
        let xml = """
            <AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>TEMP</AccessKeyId>\
            <SecretAccessKey>s</SecretAccessKey><SessionToken>session</SessionToken><Expiration>2099-01-01T00:00:00Z\
            </Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>
            """
        let server = FakeServer { call in
            let text =
                switch call.path {
                case "/b/x.csv": "x,y\n1,2\n"
                case "/": String(decoding: call.body, as: UTF8.self).contains("WebIdentityToken=the-token") ? xml : ""
                case "/latest/api/token": "metadata-token"
                case "/latest/meta-data/iam/security-credentials/": "the-role"
                default: json
                }
            return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: text)))
        }
        try await server.run { url async throws in
            let variables = [
                "role": [
                    "AWS_WEB_IDENTITY_TOKEN_FILE": token, "AWS_ROLE_ARN": "arn:aws:iam::1:role/r",
                    "AWS_ENDPOINT_URL_STS": url,
                ],
                "container": [
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI": url + "/credentials",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN": "the-token",
                ],
                "instance": ["AWS_EC2_METADATA_SERVICE_ENDPOINT": url],
            ]
            for (name, value) in variables[platform] ?? [:] { _ = unsafe setenv(name, value, 1) }
            defer { for name in (variables[platform] ?? [:]).keys { _ = unsafe unsetenv(name) } }
            let location = try DatasetLocation.configured(
                "path: s3://b/x.csv, s3: {endpoint: '\(url)', instance_metadata: true}")
            let copies = DatasetCopies.temporary()
            #expect(try await copies.rowCount(location) == 1)
            _ = try await copies.look(location)
        }
        let gets = server.calls.filter { $0.path == "/b/x.csv" }
        #expect(gets.count == 2)
        for call in gets {
            #expect(call.headers[try #require(.init("x-amz-security-token"))] == "session")
            #expect(call.headers[.authorization]?.contains("Credential=TEMP/") == true)
        }
        // The credentials were asked for once.
        #expect(server.calls.count == ["role": 3, "container": 3, "instance": 5][platform])
    }
}
