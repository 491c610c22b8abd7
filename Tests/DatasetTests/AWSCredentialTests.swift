import Foundation
import Testing
import TestSupport
import Transfers

@testable import Dataset

/// Where credentials come from, in the order of AWS's own tools.
struct AWSCredentialTests {
    private func find(
        _ variables: [String: String], _ identity: AWSIdentity = .chain(profile: nil, asksInstance: false)
    ) throws -> AWSCredentials? {
        let access = S3Access(identity: identity)
        let fetching = Fetching(
            path: "s3://b/k", maximumBytes: 1, deadline: .now + .seconds(5), cancellation: Cancellation(),
            folder: "/tmp", window: nil, now: 0, credentials: AWSCredentialCache())
        let environment = AWSEnvironment(
            identity, region: nil, variables: ["HOME": "/nowhere"].merging(variables) { $1 })
        return try AWSCredentialChain(access, in: environment, fetching: fetching).credentials()
    }

    @Test func `the environment goes before a profile, unless the profile is named`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            """
            [default]
            aws_access_key_id = from-file
            aws_secret_access_key=secret
            # a comment
            [other]
            aws_access_key_id = other-key
            aws_secret_access_key = other-secret
            aws_session_token = token
            """, to: "credentials")
        let config = try folder.write("[profile other]\nregion = eu-west-3\n[default]\noutput = json\n", to: "config")
        var variables = ["AWS_SHARED_CREDENTIALS_FILE": file, "AWS_CONFIG_FILE": config]
        #expect(try find(variables)?.accessKey == "from-file")
        variables["AWS_ACCESS_KEY_ID"] = "from-environment"
        variables["AWS_SECRET_ACCESS_KEY"] = "secret"
        #expect(try find(variables)?.accessKey == "from-environment")
        let named = AWSIdentity.chain(profile: "other", asksInstance: false)
        let found = try #require(try find(variables, named))
        #expect(found.accessKey == "other-key" && found.sessionToken == "token" && found.origin == "profile \"other\"")
        #expect(AWSEnvironment(named, region: nil, variables: variables).region == "eu-west-3")
    }

    @Test func `what is found nowhere is told with the places`() throws {
        let error = try #require(throws: DatasetError.self) { try find([:]) }
        #expect(error.description.contains("there are no credentials: none in AWS_ACCESS_KEY_ID"))
        #expect(try find([:], .anonymous) == nil)
    }

    @Test func `a profile that needs a program is refused`() throws {
        let folder = try TemporaryFolder()
        let config = try folder.write("[profile p]\ncredential_process = /bin/x\n", to: "config")
        let error = try #require(throws: DatasetError.self) {
            try find(["AWS_CONFIG_FILE": config], .chain(profile: "p", asksInstance: false))
        }
        #expect(error.description.contains(#"profile "p" uses credential_process, which is not supported"#))
    }

    @Test func `the address of a container must be its own or encrypted`() throws {
        let error = try #require(throws: DatasetError.self) {
            try find(["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://example.com/credentials"])
        }
        #expect(error.description.contains("must be https, or of this machine"))
    }

    @Test func `temporary credentials are used until five minutes before their end`() {
        let now = Date(timeIntervalSince1970: 1000)
        var credentials = AWSCredentials(accessKey: "a", secretKey: "b", origin: "test")
        #expect(credentials.areValid(at: now))
        credentials.expiration = now + 301
        #expect(credentials.areValid(at: now) && !credentials.areValid(at: now + 2))
    }

    @Test(
        arguments: [
            (S3Access(), [:], "https://logs.s3.us-east-1.amazonaws.com"),
            (S3Access(region: "cn-north-1"), [:], "https://logs.s3.cn-north-1.amazonaws.com.cn"),
            (S3Access(usesPathStyle: true), [:], "https://s3.us-east-1.amazonaws.com/logs"),
            (S3Access(endpoint: "http://localhost:9000/"), [:], "http://localhost:9000/logs"),
            (S3Access(endpoint: "https://store", usesPathStyle: false), [:], "https://logs.store"),
            (S3Access(), ["AWS_ENDPOINT_URL_S3": "http://s3:1", "AWS_REGION": "x"], "http://s3:1/logs"),
        ] as [(S3Access, [String: String], String)])
    func `a bucket stands in the host or in the path`(access: S3Access, variables: [String: String], url: String) {
        let environment = AWSEnvironment(
            access.identity, region: access.region, variables: ["HOME": "/nowhere"].merging(variables) { $1 })
        #expect(S3Address(access, in: environment).url(of: "logs") == url)
    }
}
